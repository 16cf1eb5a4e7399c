/** Codes of an authenticator app (TOTP, RFC 6238): six digits, thirty seconds, one step of tolerance each way; each works once. */
import { verifySync } from 'otplib'
import { query, type Tx } from '#lib/db.ts'
import { unseal } from '#lib/seal.ts'
import { now } from '#lib/time.ts'

export const TOTP_PURPOSE = 'totp secret'
const STEP_SECONDS = 30
const TOLERANCE_SECONDS = 30

/** The time step that a code belongs to, or null when it is none of this secret's now. */
export function stepOf(secret: Uint8Array, code: string): number | null {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const epoch = Math.floor(now().getTime() / 1000)
  const result = verifySync({ secret, token, epoch, epochTolerance: TOLERANCE_SECONDS })
  return result.valid ? Math.floor(epoch / STEP_SECONDS) + result.delta : null
}

/** Takes a code of the person's confirmed authenticator. A step that was used, or lies before one, is taken no more. */
export async function checkCode(personId: string, code: string, on: Pick<Tx, 'query'> = { query }): Promise<boolean> {
  const [totp] = await on.query<{ secret_sealed: Buffer }>(
    'select secret_sealed from totps where person_id = $1 and confirmed_at is not null',
    [personId],
  )
  const step = totp ? stepOf(unseal(TOTP_PURPOSE, totp.secret_sealed), code) : null
  if (step === null) return false
  // The condition decides between two who show the same code at once.
  const taken = await on.query('update totps set last_step = $2 where person_id = $1 and last_step < $2 returning 1', [
    personId,
    step,
  ])
  return taken.length === 1
}
