import { appendPersonAudit } from '#domain/audit/append-person-audit.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { transaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { factorLetter } from './factor-letters.ts'
import { isPasskeyId } from './passkey-name.ts'
import type { Self } from './scope.ts'
import { forgetFactorIfLast } from './shown-factor.ts'

/** Throws `last_way_in` when nothing else would let the person in. */
export async function removePasskey(self: Self, input: { id: string }): Promise<void> {
  if (!isPasskeyId(input.id)) throw new Refusal('not_found')
  await transaction(async (tx) => {
    const [removed] = await tx.query<{ name: string }>(
      'delete from passkeys where id = $1 and person_id = $2 returning name',
      [input.id, self.personId],
    )
    if (!removed) throw new Refusal('not_found')
    const [left] = await tx.query<{ way_in: boolean }>(
      `select password_hash is not null or exists (select from identities i where i.person_id = p.id)
         or exists (select from passkeys k where k.person_id = p.id) as way_in from people p where p.id = $1`,
      [self.personId],
    )
    if (!left?.way_in) throw new Refusal('last_way_in')
    const wasLast = await forgetFactorIfLast(tx, self.personId)
    await queueMail(tx, self.email, factorLetter('A passkey was removed', self, { wasLast }))
    await appendPersonAudit(tx, self, {
      action: 'passkey.removed',
      object: `passkey of ${self.email}`,
      before: { name: removed.name },
      after: { hasSecondFactor: !wasLast },
    })
  })
}
