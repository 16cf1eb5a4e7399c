import { demand } from '#domain/access/permissions.ts'
import { isTest, reachesNumber, type Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { COOLING_MS } from './charge-days.ts'
import { lockNumber } from './release-number.ts'

/**
 * Within the week: the number is as it was, URLs, name and tags and all, and nothing is paid for setup. A month that began meanwhile is
 * charged by the worker's next round, as it would have been; a number that was suspended is still so until its months are paid.
 */
export async function takeBackNumber(scope: Scope, input: { e164: string }): Promise<void> {
  demand(scope, 'numbers.manage')
  const { e164 } = input
  if (isTest(scope)) throw new Refusal('test_key_buys_nothing')
  if (!reachesNumber(scope, e164)) throw new Refusal('not_found')
  await tenantTransaction(scope.accountId, async (tx) => {
    const number = await lockNumber(tx, scope.accountId, e164)
    if (!number?.released_at) throw new Refusal('not_found')
    const at = now()
    if (at.getTime() - number.released_at.getTime() >= COOLING_MS) throw new Refusal('release_final')
    const state = number.suspended_at ? 'suspended' : 'enabled'
    await tx.query(
      `update numbers set messaging_state = $3, released_at = null,
         charge_look_at = case when next_charge_at is not null then $4::timestamptz end
       where account_id = $1 and e164 = $2`,
      [scope.accountId, e164, state, at],
    )
    await appendAudit(tx, scope, {
      action: 'number.taken_back',
      object: e164,
      before: { messaging_state: 'released', released_at: number.released_at.toISOString() },
      after: { messaging_state: state, released_at: null },
    })
  })
}
