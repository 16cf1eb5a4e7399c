import { emailsWhoMay } from '#domain/access/emails-who-may.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { DAY_MS, HOUR_MS, now } from '#lib/time.ts'
import { graceLetter } from './grace-letter.ts'
import { type Key, lockKey } from './key.ts'

type InGrace = { account_id: string; key_id: string }

/** An old secret that ends within the hour: whoever manages keys is told once, and only if somebody still uses it. */
export async function warnOfGraceEnds(): Promise<number> {
  const at = now()
  const keys = await query<InGrace>(
    { name: 'keys_in_grace', text: 'select account_id, key_id from keys_in_grace($1, $2)' },
    [at, new Date(at.getTime() + HOUR_MS)],
  )
  let warned = 0
  for (const { account_id: accountId, key_id: keyId } of keys) if (await warn(accountId, keyId)) warned += 1
  return warned
}

/** An old secret that is quiet is looked at again until its end: it may be used yet. */
async function warn(accountId: string, keyId: string): Promise<boolean> {
  return tenantTransaction(accountId, async (tx) => {
    const key = await lockKey(tx, accountId, keyId)
    if (!key.previousUntil || !isTime(key, key.previousUntil)) return false
    // Somebody else may have been here while this one waited for the lock.
    const [open] = await tx.query(
      'select 1 from api_keys where account_id = $1 and id = $2 and warned_at is null and revoked_at is null',
      [accountId, keyId],
    )
    if (!open) return false
    const [use] = await tx.query<{ at: Date }>(
      `select max(last_at) as at from key_uses
       where account_id = $1 and key_id = $2 and generation = $3 and last_at >= $4 having max(last_at) is not null`,
      [accountId, keyId, key.generation - 1, stillUsedSince(key)],
    )
    if (!use) return false
    await tx.query('update api_keys set warned_at = $3 where account_id = $1 and id = $2', [accountId, keyId, now()])
    const letter = graceLetter(key, { until: key.previousUntil, lastUse: use.at, portalUrl: env.portal.url })
    for (const email of await emailsWhoMay(tx, accountId, 'keys.manage')) await queueMail(tx, email, letter)
    return true
  })
}

/** An hour before the end; of a grace shorter than two, at its half: a warning at its beginning would tell nobody anything. */
function isTime({ secretMadeAt }: Key, until: Date): boolean {
  const left = until.getTime() - now().getTime()
  const whole = until.getTime() - secretMadeAt.getTime()
  return left > 0 && left <= Math.min(HOUR_MS, whole / 2)
}

/** What was called before the new secret existed says nothing about who has yet to be switched. */
function stillUsedSince({ secretMadeAt }: Key): Date {
  return new Date(Math.max(secretMadeAt.getTime(), now().getTime() - DAY_MS))
}
