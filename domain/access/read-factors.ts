import { query } from '#lib/db.ts'
import { countRecoveryCodes } from './recovery-codes.ts'
import type { Self } from './scope.ts'

/** What the person has besides a password; passkeys are a list of their own. */
export type Factors = { totpSince: Date | null; recoveryCodesLeft: number; passwordChangedAt: Date | null }

export async function readFactors({ personId }: Self): Promise<Factors> {
  const [[row], recoveryCodesLeft] = await Promise.all([
    query<{ confirmed_at: Date | null; password_changed_at: Date | null }>(
      `select t.confirmed_at, p.password_changed_at from people p left join totps t on t.person_id = p.id where p.id = $1`,
      [personId],
    ),
    countRecoveryCodes(personId),
  ])
  return {
    totpSince: row?.confirmed_at ?? null,
    recoveryCodesLeft,
    passwordChangedAt: row?.password_changed_at ?? null,
  }
}
