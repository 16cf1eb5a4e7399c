import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { lockKey } from './key.ts'

const MAX_MINUTES = 7 * 24 * 60

/** How long an old secret must have been quiet before the cockpit calls a rotation done. It ends nothing by itself. */
export async function setQuietMinutes(scope: Scope, input: { id: string; minutes: number }): Promise<void> {
  demand(scope, 'keys.manage')
  const { minutes } = input
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MAX_MINUTES)
    throw new Refusal('invalid', { fields: { minutes: ['Choose between a minute and seven days.'] } })
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    const key = await lockKey(tx, accountId, input.id)
    if (key.quietMinutes === minutes) return
    await tx.query('update api_keys set quiet_minutes = $3 where account_id = $1 and id = $2', [
      accountId,
      key.id,
      minutes,
    ])
    await appendAudit(tx, scope, {
      action: 'key.quiet_time_set',
      object: `key ${key.accessKey}`,
      before: { name: key.name, quiet_minutes: key.quietMinutes },
      after: { name: key.name, quiet_minutes: minutes },
    })
  })
}
