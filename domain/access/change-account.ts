import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { movePeriods } from '#domain/limits/move-periods.ts'
import { tenantTransaction } from '#lib/db.ts'
import { parsePlainName } from '#lib/plain-name.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { zoneProblem } from '#lib/time-zones.ts'
import { demand } from './permissions.ts'
import type { Scope } from './scope.ts'

/** The account’s name, and the zone in which its days begin. */
export async function changeAccount(scope: Scope, input: { name: string; timeZone: string }): Promise<void> {
  demand(scope, 'account.manage')
  const { accountId } = scope
  const parsed = parsePlainName(input.name)
  const zone = zoneProblem(input.timeZone)
  if (!parsed.ok || zone) throw invalid({ account: parsed, time_zone: zone })
  const after = { name: parsed.name, time_zone: input.timeZone }
  await tenantTransaction(accountId, async (tx) => {
    // The days and months of what was spent begin at midnight of the zone: nothing is posted while they are made anew.
    await lockBalance(tx, accountId)
    const [before] = await tx.query<typeof after>(
      'select name, time_zone from accounts where id = $1 for no key update',
      [accountId],
    )
    if (!before) throw new Refusal('not_found')
    if (before.name === after.name && before.time_zone === after.time_zone) return
    await tx.query('update accounts set name = $2, time_zone = $3 where id = $1', [
      accountId,
      after.name,
      after.time_zone,
    ])
    if (before.time_zone !== after.time_zone) {
      await tx.query('select rebuild_spend_calendar($1, $2)', [accountId, after.time_zone])
      await movePeriods(tx, accountId, after.time_zone)
    }
    await appendAudit(tx, scope, { action: 'account.changed', object: 'account', before, after })
  })
}
