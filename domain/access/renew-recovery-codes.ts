import { appendPersonAudit } from '#domain/audit/append-person-audit.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { transaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { factorLetter } from './factor-letters.ts'
import { replaceRecoveryCodes } from './recovery-codes.ts'
import type { Self } from './scope.ts'

/** Ten new ones; those before end at once. Without a second factor there is nothing to recover. */
export async function renewRecoveryCodes(self: Self): Promise<string[]> {
  return transaction(async (tx) => {
    const [row] = await tx.query<{ has_factor: boolean }>(
      `select exists (select from totps where person_id = $1 and confirmed_at is not null)
         or exists (select from passkeys where person_id = $1) as has_factor`,
      [self.personId],
    )
    if (!row?.has_factor) throw new Refusal('not_found')
    const codes = await replaceRecoveryCodes(tx, self.personId)
    await queueMail(tx, self.email, factorLetter('New recovery codes were made', self))
    await appendPersonAudit(tx, self, {
      action: 'recovery_codes.renewed',
      object: `recovery codes of ${self.email}`,
      before: null,
      after: { codes: codes.length },
    })
    return codes
  })
}
