import { networkOf } from '#lib/address-range.ts'
import { transaction } from '#lib/db.ts'
import { parsePlainName } from '#lib/plain-name.ts'
import { invalid } from '#lib/refusals.ts'
import { zoneProblem } from '#lib/time-zones.ts'
import { insertAccount } from './insert-account.ts'
import { takeTry } from './limits.ts'
import type { Self } from './scope.ts'

/** One more account for somebody who is here: they own it, and their session turns to it. */
export async function openAnotherAccount(self: Self, input: { name: string; timeZone: string }): Promise<void> {
  const parsed = parsePlainName(input.name)
  const zone = zoneProblem(input.timeZone)
  if (!parsed.ok || zone) throw invalid({ account: parsed, time_zone: zone })
  const { personId, name, sessionId, origin } = self
  await takeTry(['sign-up address', networkOf(origin.address)])
  await transaction(async (tx) => {
    const { accountId } = await insertAccount(tx, {
      name: parsed.name,
      timeZone: input.timeZone,
      ownerId: personId,
      actor: { kind: 'person', id: personId, name, role: 'owner' },
      origin,
    })
    await tx.query('update sessions set account_id = $2 where id = $1 and ended_at is null', [sessionId, accountId])
  })
}
