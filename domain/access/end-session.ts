import { query } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import type { Self } from './scope.ts'

/** Ends one of the person's own sessions at once, open live streams with it. One that has ended already stays so. */
export async function endSession({ personId }: Self, input: { id: string }): Promise<void> {
  if (!/^[0-9a-f-]{36}$/.test(input.id)) throw new Refusal('not_found')
  const ended = await query(
    'update sessions set ended_at = coalesce(ended_at, $3) where id = $1 and person_id = $2 returning 1',
    [input.id, personId, now()],
  )
  if (ended.length === 0) throw new Refusal('not_found')
}
