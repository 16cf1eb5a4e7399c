import { passwordChangedLetter } from '#domain/mail/letters.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'

type Person = { personId: string; email: string }

/**
 * A new password ends whatever the old one had opened: every session, every link to reset it, every sign-in that waits for its
 * second step. The person hears of it.
 */
export async function setPassword(tx: Tx, { personId, email }: Person, passwordHash: string): Promise<void> {
  const at = now()
  await tx.query('update people set password_hash = $2, password_changed_at = $3 where id = $1', [
    personId,
    passwordHash,
    at,
  ])
  await tx.query('update sessions set ended_at = $2 where person_id = $1 and ended_at is null', [personId, at])
  await tx.query(
    "update tickets set used_at = $2 where person_id = $1 and kind in ('reset', 'second_step') and used_at is null",
    [personId, at],
  )
  await queueMail(tx, email, passwordChangedLetter(at))
}
