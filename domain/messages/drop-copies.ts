import { query } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { InboxRow } from './carrier-inbox.ts'

/**
 * What came while the same words waited on another line for their acknowledgement: a copy if that line is lost by now and the
 * acknowledgement with it, else somebody has written the same twice. Returns what is no copy.
 */
export async function dropCopies<Row extends InboxRow>(rows: readonly Row[]): Promise<Row[]> {
  const unsure = rows.filter((row) => row.copy_of)
  if (unsure.length === 0) return [...rows]
  const decided = await query<{ id: string }>(DROP_COPIES, [
    unsure.map((row) => row.id),
    unsure.map((row) => row.copy_of),
    now(),
  ])
  const copies = new Set(decided.map((row) => row.id))
  return rows.filter((row) => !copies.has(row.id))
}

const DROP_COPIES = {
  name: 'drop_copies',
  text: `
    with excused as (
      update carrier_inbox set confirmed_at = $3
      where id = any($2::uuid[]) and confirmed_at is null and session_is_over(session_id)
      returning id
    ), decided as (
      update carrier_inbox set copy_of = null,
        due_at = case when copy_of in (select id from excused) then null else due_at end,
        outcome = case when copy_of in (select id from excused) then 'the carrier brought it twice' else outcome end
      where id = any($1::uuid[]) and copy_of is not null and due_at is not null
      returning id, due_at
    )
    select id from decided where due_at is null`,
}
