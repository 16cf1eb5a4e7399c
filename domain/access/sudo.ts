/** What is dangerous asks once more who is there, at most every five minutes: keys, members, money, factors, sign-in rules. */
import { query } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { MINUTE_MS, now } from '#lib/time.ts'
import { checkCode } from './check-code.ts'
import { takeTry } from './limits.ts'
import type { PersonSession } from './open-session.ts'
import { checkPassword, MAX_PASSWORD } from './passwords.ts'

export const SUDO_MS = 5 * MINUTE_MS

/** What a person can prove it with, here in the form: a password, else a code; else they sign in anew. */
export type Proof = 'password' | 'code' | 'sign_in'

type Who = Pick<PersonSession, 'self' | 'person' | 'sudoAt'>

export function isSudo({ sudoAt }: Pick<PersonSession, 'sudoAt'>): boolean {
  return sudoAt !== null && now().getTime() - sudoAt.getTime() < SUDO_MS
}

export function proofOf({ hasPassword, hasTotp }: PersonSession['person']): Proof {
  return hasPassword ? 'password' : hasTotp ? 'code' : 'sign_in'
}

/** Throws `invalid` for the field `sudo_proof`, and `slow_down`. */
export async function proveSelf({ self, person }: Who, proof: string): Promise<void> {
  const forgive = await takeTry(['sudo session', self.sessionId], ['sudo person', self.personId])
  const right = person.hasPassword ? await isPassword(self.personId, proof) : await checkCode(self.personId, proof)
  if (!right) {
    const what = person.hasPassword ? 'password' : 'code'
    throw new Refusal('invalid', { fields: { sudo_proof: [`This is not your ${what}. Nothing was changed.`] } })
  }
  await forgive()
  await query('update sessions set sudo_at = $2 where id = $1 and ended_at is null', [self.sessionId, now()])
}

async function isPassword(personId: string, password: string): Promise<boolean> {
  const [row] = await query<{ password_hash: string | null }>('select password_hash from people where id = $1', [
    personId,
  ])
  return checkPassword(password.slice(0, MAX_PASSWORD + 1), row?.password_hash ?? null)
}
