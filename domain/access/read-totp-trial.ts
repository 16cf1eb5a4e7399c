import { generateURI } from 'otplib'
import { query } from '#lib/db.ts'
import { unseal } from '#lib/seal.ts'
import { MINUTE_MS, now } from '#lib/time.ts'
import { inFours, toBase32 } from './base32.ts'
import { TOTP_PURPOSE } from './check-code.ts'
import type { PersonSession } from './open-session.ts'
import { SUDO_MS } from './sudo.ts'

export const TRIAL_MS = 15 * MINUTE_MS

/** `uri` is what the QR code says, `key` the same for typing. */
export type TotpTrial = { uri: string; key: string }

/**
 * The secret on trial, for the session that began it: the one that gave a proof for it. Another session of the same person, perhaps
 * a copied cookie, is not shown what the codes will be made from. Null when there is none, or when it is too old.
 */
export async function readTotpTrial({
  self,
  sudoAt,
}: Pick<PersonSession, 'self' | 'sudoAt'>): Promise<TotpTrial | null> {
  const [trial] = await query<{ secret_sealed: Buffer; created_at: Date }>(
    'select secret_sealed, created_at from totps where person_id = $1 and confirmed_at is null and created_at > $2',
    [self.personId, new Date(now().getTime() - TRIAL_MS)],
  )
  if (!trial || sudoAt === null || sudoAt.getTime() < trial.created_at.getTime() - SUDO_MS) return null
  const secret = toBase32(unseal(TOTP_PURPOSE, trial.secret_sealed))
  return { uri: generateURI({ issuer: 'Longcode', label: self.email, secret }), key: inFours(secret) }
}
