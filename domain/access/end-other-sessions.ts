import { query } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { Self } from './scope.ts'

/** Ends all but this one; answers how many. */
export async function endOtherSessions({ personId, sessionId }: Self): Promise<number> {
  const at = now()
  const ended = await query(
    `update sessions set ended_at = $3 where person_id = $1 and id <> $2 and ended_at is null and expires_at > $3
     returning 1`,
    [personId, sessionId, at],
  )
  return ended.length
}
