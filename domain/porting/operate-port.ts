/** What the losing carrier answers, brought here by the operator: a refusal with its reason, a date, the voice port. */
import type { Scope } from '#domain/access/scope.ts'
import { bringInNumber } from '#domain/numbers/bring-in-number.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { DAY_MS, now } from '#lib/time.ts'
import type { ExceptionReason } from './exceptions.ts'
import { movePort, wrongMoment } from './move-port.ts'
import { demandOperator, lockOrder, numbersOf } from './order.ts'

/** Text begins to work in this window after the voice port (rule F8). */
export const MESSAGING_FROM_DAYS = 3
export const MESSAGING_BY_DAYS = 5
const MOST_DAYS_AHEAD = 180

export async function rejectPort(
  scope: Scope,
  input: { id: string; reason: ExceptionReason; note: string | null },
): Promise<void> {
  demandOperator(scope)
  await tenantTransaction(scope.accountId, async (tx) => {
    const order = await lockOrder(tx, scope.accountId, input.id)
    await movePort(tx, scope, order, { to: 'exception', reason: input.reason, note: input.note })
  })
}

/** `focDate` as `2026-12-04`; a later one replaces it. */
export async function confirmFoc(scope: Scope, { id, focDate }: { id: string; focDate: string }): Promise<void> {
  demandOperator(scope)
  const at = new Date(`${focDate}T00:00:00Z`)
  const days = (at.getTime() - now().getTime()) / DAY_MS
  const isDay = /^\d{4}-\d\d-\d\d$/.test(focDate) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(focDate)
  if (!isDay || days <= -1 || days > MOST_DAYS_AHEAD)
    throw new Refusal('invalid', {
      fields: { foc_date: [`A date such as 2026-12-04, from today on and within ${MOST_DAYS_AHEAD} days.`] },
    })
  await tenantTransaction(scope.accountId, async (tx) => {
    await movePort(tx, scope, await lockOrder(tx, scope.accountId, id), { to: 'foc_confirmed', focDate })
  })
}

/** The numbers are on the account from here on; text comes by its own clock, and until then they refuse to send. */
export async function portVoice(scope: Scope, { id }: { id: string }): Promise<void> {
  demandOperator(scope)
  const at = now()
  await tenantTransaction(scope.accountId, async (tx) => {
    const order = await lockOrder(tx, scope.accountId, id)
    if (order.status !== 'foc_confirmed') throw wrongMoment(order)
    if (order.focDate && at.toISOString().slice(0, 10) < order.focDate)
      throw new Refusal('port_before_foc', { places: { date: order.focDate } })
    const messagingFrom = new Date(at.getTime() + MESSAGING_FROM_DAYS * DAY_MS)
    const messagingBy = new Date(at.getTime() + MESSAGING_BY_DAYS * DAY_MS)
    for (const e164 of await numbersOf(tx, scope.accountId, order.id))
      await bringInNumber(tx, scope, { e164, messagingFrom })
    await tx.query(
      `update port_numbers set voice = 'ported', voice_ported_at = $3, messaging = 'porting', messaging_from = $4, messaging_by = $5,
         test_due_at = $4 where account_id = $1 and order_id = $2`,
      [scope.accountId, order.id, at, messagingFrom, messagingBy],
    )
    await movePort(tx, scope, order, { to: 'voice_ported' })
  })
}
