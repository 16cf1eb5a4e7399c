import { appendPersonAudit } from '#domain/audit/append-person-audit.ts'
import { transaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import type { Self } from './scope.ts'

/** Ends one of the person's own sessions at once, open live streams with it. One that has ended already stays so. */
export async function endSession(self: Self, { id }: { id: string }): Promise<void> {
  if (!isId(id)) throw new Refusal('not_found')
  await transaction(async (tx) => {
    const [session] = await tx.query<{ ended_at: Date | null }>(
      'select ended_at from sessions where id = $1 and person_id = $2 for update',
      [id, self.personId],
    )
    if (!session) throw new Refusal('not_found')
    if (session.ended_at) return
    await tx.query('update sessions set ended_at = $2 where id = $1', [id, now()])
    const after = { sessions: 1 }
    await appendPersonAudit(tx, self, {
      action: 'session.ended',
      object: `sessions of ${self.email}`,
      before: null,
      after,
    })
  })
}
