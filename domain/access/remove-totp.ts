import { appendPersonAudit } from '#domain/audit/append-person-audit.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { transaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { factorLetter } from './factor-letters.ts'
import type { Self } from './scope.ts'
import { forgetFactorIfLast } from './shown-factor.ts'

export async function removeTotp(self: Self): Promise<void> {
  await transaction(async (tx) => {
    const removed = await tx.query('delete from totps where person_id = $1 and confirmed_at is not null returning 1', [
      self.personId,
    ])
    if (removed.length === 0) throw new Refusal('not_found')
    const wasLast = await forgetFactorIfLast(tx, self.personId)
    await queueMail(tx, self.email, factorLetter('Your authenticator app was removed', self, { wasLast }))
    await appendPersonAudit(tx, self, {
      action: 'totp.removed',
      object: `authenticator app of ${self.email}`,
      before: null,
      after: { hasSecondFactor: !wasLast },
    })
  })
}
