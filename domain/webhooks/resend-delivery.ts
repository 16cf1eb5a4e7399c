import { demand } from '#domain/access/permissions.ts'
import { isTest, type Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { firstIdAt, isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import type { HeldWhy } from './delivery.ts'
import { visibleTo } from './delivery-visible.sql.ts'
import { makeDue } from './make-due.ts'
import { REPLAYABLE_MS } from './preview-replay.ts'

/** One event, at once, under its old id. Throws `not_found`, `event_cannot_go_out`, `test_key_routes_nothing`. */
export async function resendDelivery(scope: Scope, { id }: { id: string }): Promise<void> {
  demand(scope, 'routing.manage')
  if (isTest(scope)) throw new Refusal('test_key_routes_nothing')
  if (!isId(id)) throw new Refusal('not_found')
  await tenantTransaction(scope.accountId, async (tx) => {
    const values: unknown[] = [scope.accountId, id]
    const visible = visibleTo(scope, values)
    const seen = await tx.query(`select from deliveries d where d.account_id = $1 and d.id = $2 ${visible}`, values)
    if (seen.length === 0) throw new Refusal('not_found')
    if (id < firstIdAt(new Date(now().getTime() - REPLAYABLE_MS)))
      throw new Refusal('event_cannot_go_out', { places: { why: 'it is older than 30 days.' } })
    const { due, left } = await makeDue(tx, scope.accountId, [id], null)
    const why = left.get(id)
    if (why) throw new Refusal('event_cannot_go_out', { places: { why: WHY_NOT[why] } })
    if (due.length === 0) throw new Refusal('not_found')
    await appendAudit(tx, scope, { action: 'event.resent', object: `event ${id}`, before: null, after: null })
  })
}

const WHY_NOT: Record<HeldWhy, string> = {
  no_url: 'no request URL is in force for it. Set one in the portal under API control, then send it again.',
  no_balance: 'the balance does not cover the message that it tells of. Add funds, then send it again.',
  suspended: 'its number is suspended. Add funds, so that it works again, then send it again.',
  endpoint_disabled: 'the endpoint that it goes to is disabled. Enable it, then send it again.',
}
