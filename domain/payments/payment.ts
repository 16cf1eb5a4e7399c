import type { Tx } from '#lib/db.ts'

export type PaymentState = 'pending' | 'succeeded' | 'failed' | 'canceled' | 'refunded' | 'disputed'
export type DisputeState = 'open' | 'won' | 'lost'

/** Each by its id; the nanodollars as text, as JSON keeps them. */
export type Disputes = Record<string, { state: DisputeState; nanos: string }>

export type Payment = {
  id: string
  kind: 'top_up' | 'recharge'
  state: PaymentState
  amountNanos: bigint
  sessionId: string | null
  intentId: string | null
  brand: string | null
  last4: string | null
  failure: string | null
  startedBy: string
  createdAt: Date
  creditedAt: Date | null
  receiptNumber: number | null
  refundedNanos: bigint
  disputeState: DisputeState | null
  disputedNanos: bigint
  disputes: Disputes
  takenNanos: bigint
  owedNanos: bigint
}

export const PAYMENT_COLUMNS = `
  id, kind, state, amount_nanos as "amountNanos", session_id as "sessionId", intent_id as "intentId", brand, last4, failure,
  started_by as "startedBy", created_at as "createdAt", credited_at as "creditedAt", receipt_number as "receiptNumber",
  refunded_nanos as "refundedNanos", dispute_state as "disputeState", disputed_nanos as "disputedNanos", disputes,
  taken_nanos as "takenNanos", owed_nanos as "owedNanos"`

/** Nobody else writes it before this transaction ends; the balance is locked before it. */
export async function lockPayment(tx: Tx, accountId: string, id: string): Promise<Payment | null> {
  const [row] = await tx.query<Payment>(
    `select ${PAYMENT_COLUMNS} from payments where account_id = $1 and id = $2 for update`,
    [accountId, id],
  )
  return row ?? null
}

/** Unlike any other account's: the first of the account's id stands before the count. */
export function receiptName(accountId: string, number: number): string {
  return `R-${accountId.slice(-6).toUpperCase()}-${String(number).padStart(4, '0')}`
}

const BRANDS: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}

export function cardName({ brand, last4 }: { brand: string | null; last4: string | null }): string {
  const name = BRANDS[brand ?? ''] ?? 'Card'
  return last4 ? `${name} •••• ${last4}` : name
}
