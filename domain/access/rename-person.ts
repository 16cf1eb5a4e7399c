import { appendPersonAudit } from '#domain/audit/append-person-audit.ts'
import { transaction } from '#lib/db.ts'
import { parsePlainName } from '#lib/plain-name.ts'
import { invalid } from '#lib/refusals.ts'
import type { Self } from './scope.ts'

/** One’s own name, as everybody on one’s accounts reads it from now on. What the audit log has written stays. */
export async function renamePerson(self: Self, input: { name: string }): Promise<void> {
  const parsed = parsePlainName(input.name)
  if (!parsed.ok) throw invalid({ name: parsed })
  const { personId, email } = self
  const after = { name: parsed.name }
  await transaction(async (tx) => {
    const [before] = await tx.query<{ name: string }>('select name from people where id = $1 for no key update', [
      personId,
    ])
    if (!before || before.name === after.name) return
    await tx.query('update people set name = $2 where id = $1', [personId, after.name])
    const entry = { action: 'person.renamed', object: `person ${email}`, before, after }
    await appendPersonAudit(tx, { ...self, name: before.name }, entry)
  })
}
