import { demand } from '#domain/access/permissions.ts'
import { isTest, type Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { demandWhole } from './demand-whole.ts'

/** What was not tried yet is again what it was; what was held is released, and goes out. Throws `not_found`, `replay_is_over`. */
export async function cancelReplay(scope: Scope, { id }: { id: string }): Promise<void> {
  demand(scope, 'routing.manage')
  demandWhole(scope)
  if (isTest(scope)) throw new Refusal('test_key_routes_nothing')
  if (!isId(id)) throw new Refusal('not_found')
  await tenantTransaction(scope.accountId, async (tx) => {
    const key = [scope.accountId, id]
    const [replay] = await tx.query<{ state: string; queued: bigint; total: bigint }>(
      'select state, queued, total from replays where account_id = $1 and id = $2 for update',
      key,
    )
    if (!replay) throw new Refusal('not_found')
    if (replay.state !== 'running') throw new Refusal('replay_is_over')
    await tx.query(
      `update replays set state = 'canceled', due_at = null, ended_at = $3, ended_by = $4 where account_id = $1 and id = $2`,
      [...key, now(), scope.actor.name],
    )
    // What a worker has in its hands ends as it ends: its row is not waited for.
    await tx.query(
      `update deliveries set status = replayed_from, due_at = null, done_at = $3
       where account_id = $1 and id = any(array(
         select id from deliveries where account_id = $1 and replay_id = $2 and status = 'pending' and tries = 0
           and due_at <= $3 and replayed_from in ('delivered', 'failed') order by id for update skip locked))`,
      [...key, now()],
    )
    await appendAudit(tx, scope, {
      action: 'replay.canceled',
      object: `replay ${id}`,
      before: null,
      after: { queued: Number(replay.queued), events: Number(replay.total) },
    })
  })
}
