import { systemScope } from '#domain/access/system-scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { postEntries } from '#domain/ledger/post-entries.ts'
import { collectCharges } from '#domain/numbers/collect-charges.ts'
import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { collectOwed } from './collect-owed.ts'
import { cardName, type Payment } from './payment.ts'

/** What is known of how it was paid; each event knows a part of it. */
export type Method = { intentId: string | null; cardId: string | null; brand: string | null; last4: string | null }

const NOTE_METHOD = `
  update payments set intent_id = coalesce(intent_id, $3), card_id = coalesce(card_id, $4), brand = coalesce(brand, $5),
    last4 = coalesce(last4, $6)
  where account_id = $1 and id = $2`

/** Several events tell of one payment, in any order: each adds what it knows. */
export async function noteMethod(tx: Tx, accountId: string, id: string, method: Method): Promise<void> {
  await tx.query(NOTE_METHOD, [accountId, id, method.intentId, method.cardId, method.brand, method.last4])
}

const CREDITED = `
  with counted as (
    insert into money_settings (account_id, receipts) values ($1, 1)
    on conflict (account_id) do update set receipts = money_settings.receipts + 1,
      recharge_failures = case when $4 then 0 else money_settings.recharge_failures end
    returning receipts)
  update payments p set state = 'succeeded', credited_at = $3, ended_at = $3, failure = null, receipt_number = c.receipts
  from counted c where p.account_id = $1 and p.id = $2`

/**
 * The money of a payment becomes available, once: a payment that was credited is left as it is. Locks are held by the caller: balance,
 * then payment. What is owed from payments that were taken back, and months of numbers, are paid from it at once.
 */
export async function creditPayment(tx: Tx, accountId: string, payment: Payment): Promise<boolean> {
  if (payment.creditedAt) return false
  const { id, amountNanos, kind } = payment
  await tx.query(CREDITED, [accountId, id, now(), kind === 'recharge'])
  const what = kind === 'recharge' ? 'auto-recharge' : 'top-up by card'
  await postEntries(tx, accountId, [
    { kind: 'credit', amountNanos, messageId: null, isTest: false, reason: `${what}, payment ${id}` },
  ])
  await appendAudit(tx, systemScope(accountId, 'Stripe'), {
    action: 'payment.credited',
    object: id,
    before: null,
    after: { amountNanos: amountNanos.toString(), method: cardName(payment), kind },
  })
  await collectOwed(tx, accountId)
  await collectCharges(tx, accountId, 'owed')
  return true
}
