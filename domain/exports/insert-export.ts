import type { Origin } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { MOST_RUNNING, MOST_WAITING } from './export-rows.ts'
import { lockExports } from './lock-exports.ts'
import type { Asked } from './read-lines.ts'

type New = Asked & {
  askedBy: { id: string; name: string }
  origin: Origin
  /** Of whom, and for which day. */
  schedule: { id: string; day: string } | null
}

/** A step. Throws `too_many_exports`. */
export async function insertExport(tx: Tx, accountId: string, asked: New): Promise<string> {
  await lockExports(tx, accountId)
  const open = await tx.query("select from exports where account_id = $1 and state in ('waiting', 'running')", [
    accountId,
  ])
  if (open.length >= MOST_RUNNING + MOST_WAITING)
    throw new Refusal('too_many_exports', { places: { running: String(MOST_RUNNING), waiting: String(MOST_WAITING) } })
  const id = newId(asked.askedAt)
  await tx.query(
    `insert into exports (account_id, id, filter, filter_zone, format, columns, zone, numbers, asked_by, asked_by_name, origin, asked_at,
       schedule_id, day)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      accountId,
      id,
      asked.filter,
      asked.filterZone,
      asked.format,
      asked.columns,
      asked.zone,
      asked.numbers,
      asked.askedBy.id,
      asked.askedBy.name,
      asked.origin,
      asked.askedAt,
      asked.schedule?.id ?? null,
      asked.schedule?.day ?? null,
    ],
  )
  return id
}
