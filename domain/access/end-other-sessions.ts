import { appendPersonAudit } from '#domain/audit/append-person-audit.ts'
import { transaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { Self } from './scope.ts'

/** Ends all but this one; answers how many. */
export async function endOtherSessions(self: Self): Promise<number> {
  return transaction(async (tx) => {
    const ended = await tx.query(
      `update sessions set ended_at = $3 where person_id = $1 and id <> $2 and ended_at is null and expires_at > $3
       returning 1`,
      [self.personId, self.sessionId, now()],
    )
    if (ended.length === 0) return 0
    const after = { sessions: ended.length }
    await appendPersonAudit(tx, self, {
      action: 'session.ended',
      object: `sessions of ${self.email}`,
      before: null,
      after,
    })
    return ended.length
  })
}
