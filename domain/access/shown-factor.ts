/** Whether a session has shown a second factor decides which accounts are open to it (`open-session.ts`). */
import type { Tx } from '#lib/db.ts'
import type { Self } from './scope.ts'

export async function noteFactorShown(tx: Tx, { sessionId }: Pick<Self, 'sessionId'>): Promise<void> {
  await tx.query('update sessions set second_factor = true where id = $1', [sessionId])
}

/**
 * After a factor was taken away. With the last one go the recovery codes, and what sessions have shown counts no more; what the
 * identity provider has vouched for does.
 */
export async function forgetFactorIfLast(tx: Tx, personId: string): Promise<boolean> {
  const [row] = await tx.query<{ has_factor: boolean }>(
    `select exists (select from totps where person_id = $1 and confirmed_at is not null)
       or exists (select from passkeys where person_id = $1) as has_factor`,
    [personId],
  )
  if (row?.has_factor) return false
  await tx.query('delete from recovery_codes where person_id = $1', [personId])
  await tx.query("update sessions set second_factor = false where person_id = $1 and method <> 'oidc'", [personId])
  return true
}
