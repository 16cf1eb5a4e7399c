/** A port order as the verbs read it. The PIN is never among what is read: only whether there is one. */
import type { Scope } from '#domain/access/scope.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import type { ExceptionReason } from './exceptions.ts'
import type { Status } from './status.ts'

export type PortOrder = {
  /** Digits, as outside: "50404". */
  id: string
  groupId: string
  kind: NumberKind
  losingCarrier: string
  status: Status
  exceptionReason: ExceptionReason | null
  exceptionAt: Date | null
  accountNumber: string | null
  hasPin: boolean
  businessName: string | null
  authorisedPerson: string | null
  street: string | null
  city: string | null
  region: string | null
  postalCode: string | null
  country: 'US' | 'CA' | null
  loaSignedBy: string | null
  loaSignedAt: Date | null
  loaSignedFrom: string | null
  /** `2026-12-04` */
  focDate: string | null
  openedBy: string
  openedByPerson: string | null
  openedAt: Date
  submittedAt: Date | null
  voicePortedAt: Date | null
  closedAt: Date | null
}

export const ORDER_COLUMNS = `id::text as id, group_id::text as "groupId", kind, losing_carrier as "losingCarrier", status,
  exception_reason as "exceptionReason", exception_at as "exceptionAt", account_number as "accountNumber",
  pin_sealed is not null as "hasPin", business_name as "businessName", authorised_person as "authorisedPerson", street, city, region,
  postal_code as "postalCode", country, loa_signed_by as "loaSignedBy", loa_signed_at as "loaSignedAt",
  loa_signed_from as "loaSignedFrom", foc_date::text as "focDate", opened_by as "openedBy", opened_by_person as "openedByPerson",
  opened_at as "openedAt", submitted_at as "submittedAt", voice_ported_at as "voicePortedAt", closed_at as "closedAt"`

/** Whether a text from outside can be asked for as an order's id at all. */
export function isOrderId(text: string): boolean {
  return /^[1-9]\d{0,17}$/.test(text)
}

/** Throws `not_found`. */
export async function findOrder(
  tx: Tx,
  accountId: string,
  id: string,
  lock: '' | 'for update' = '',
): Promise<PortOrder> {
  if (!isOrderId(id)) throw new Refusal('not_found')
  const [order] = await tx.query<PortOrder>(
    `select ${ORDER_COLUMNS} from port_orders where account_id = $1 and id = $2 ${lock}`,
    [accountId, id],
  )
  if (!order) throw new Refusal('not_found')
  return order
}

export function lockOrder(tx: Tx, accountId: string, id: string): Promise<PortOrder> {
  return findOrder(tx, accountId, id, 'for update')
}

export async function numbersOf(tx: Tx, accountId: string, id: string): Promise<string[]> {
  const rows = await tx.query<{ e164: string }>(
    'select e164 from port_numbers where account_id = $1 and order_id = $2 order by e164',
    [accountId, id],
  )
  return rows.map(({ e164 }) => e164)
}

/** What the losing carrier answers is brought here by an operator, never by a person or key of the account. */
export function isOperator({ actor }: Scope): boolean {
  return actor.kind === 'system'
}

export function demandOperator(scope: Scope): void {
  if (!isOperator(scope))
    throw new Refusal('not_allowed', { places: { need: 'Only the operator of this system does.' } })
}

/** What an order needs to know before it has documents to sign. */
export function missingDetails(order: PortOrder): boolean {
  const { accountNumber, businessName, authorisedPerson, street, city, region, postalCode, country } = order
  return [accountNumber, businessName, authorisedPerson, street, city, region, postalCode, country].includes(null)
}
