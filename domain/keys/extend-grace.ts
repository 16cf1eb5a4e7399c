import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { type Grace, graceEnd } from './grace.ts'
import { demandAlive, isInGrace, lockKey, written } from './key.ts'

/** A later end for an old secret that still works. One that has ended stays dead: it may be in anybody's hands. */
export async function extendGrace(scope: Scope, input: { id: string; until: Grace }): Promise<void> {
  demand(scope, 'keys.manage')
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    const key = await lockKey(tx, accountId, input.id)
    demandAlive(key)
    if (!key.previousUntil || !isInGrace(key)) throw new Refusal('no_rotation')
    const until = graceEnd(input.until)
    if (until <= key.previousUntil) {
      const problem = `It works until ${written(key.previousUntil)} already. Choose a later end.`
      throw new Refusal('invalid', { fields: { until: [problem] } })
    }
    await tx.query('update api_keys set previous_until = $3, warned_at = null where account_id = $1 and id = $2', [
      accountId,
      key.id,
      until,
    ])
    await appendAudit(tx, scope, {
      action: 'key.grace_extended',
      object: `key ${key.accessKey}`,
      before: {
        name: key.name,
        old_secret: `…${key.previousLast4}`,
        old_secret_until: key.previousUntil.toISOString(),
      },
      after: { name: key.name, old_secret: `…${key.previousLast4}`, old_secret_until: until.toISOString() },
    })
  })
}
