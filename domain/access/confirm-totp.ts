import { appendPersonAudit } from '#domain/audit/append-person-audit.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { transaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { unseal } from '#lib/seal.ts'
import { now } from '#lib/time.ts'
import { stepOf, TOTP_PURPOSE } from './check-code.ts'
import { factorLetter } from './factor-letters.ts'
import { TRIAL_MS } from './read-totp-trial.ts'
import { giveRecoveryCodes } from './recovery-codes.ts'
import type { Self } from './scope.ts'
import { noteFactorShown } from './shown-factor.ts'

/**
 * The first right code makes the authenticator count, and this session one that has shown a second factor. Answers the recovery
 * codes, once, unless the person has some already. Throws `invalid` for the field `code`.
 */
export async function confirmTotp(self: Self, input: { code: string }): Promise<{ recoveryCodes: string[] | null }> {
  const at = now()
  return transaction(async (tx) => {
    const [trial] = await tx.query<{ secret_sealed: Buffer }>(
      'select secret_sealed from totps where person_id = $1 and confirmed_at is null and created_at > $2 for update',
      [self.personId, new Date(at.getTime() - TRIAL_MS)],
    )
    if (!trial) throw new Refusal('totp_trial_over')
    const step = stepOf(unseal(TOTP_PURPOSE, trial.secret_sealed), input.code)
    if (step === null) throw new Refusal('invalid', { fields: { code: [WRONG] } })
    await tx.query('update totps set confirmed_at = $2, last_step = $3 where person_id = $1', [self.personId, at, step])
    const recoveryCodes = await giveRecoveryCodes(tx, self.personId)
    await noteFactorShown(tx, self)
    await queueMail(tx, self.email, factorLetter('An authenticator app was added', self))
    await appendPersonAudit(tx, self, {
      action: 'totp.added',
      object: `authenticator app of ${self.email}`,
      before: null,
      after: { recoveryCodes: recoveryCodes?.length ?? 'kept' },
    })
    return { recoveryCodes }
  })
}

const WRONG =
  'This is not the code of this moment. Wait for the next one; if that is refused too, the clock of your phone is off: set it to automatic.'
