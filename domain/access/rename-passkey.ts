import { appendPersonAudit } from '#domain/audit/append-person-audit.ts'
import { transaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { isPasskeyId, parsePasskeyName } from './passkey-name.ts'
import type { Self } from './scope.ts'

export async function renamePasskey(self: Self, input: { id: string; name: string }): Promise<void> {
  if (!isPasskeyId(input.id)) throw new Refusal('not_found')
  const name = parsePasskeyName(input.name)
  await transaction(async (tx) => {
    const [before] = await tx.query<{ name: string }>(
      'select name from passkeys where id = $1 and person_id = $2 for update',
      [input.id, self.personId],
    )
    if (!before) throw new Refusal('not_found')
    if (before.name === name) return
    await tx.query('update passkeys set name = $3 where id = $1 and person_id = $2', [input.id, self.personId, name])
    await appendPersonAudit(tx, self, {
      action: 'passkey.renamed',
      object: `passkey of ${self.email}`,
      before: { name: before.name },
      after: { name },
    })
  })
}
