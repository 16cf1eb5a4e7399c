import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { ask } from './account.ts'

/** A file that is ready, without content, and a daily export, both of an account and named like it. */
export async function ownExports(accountId: string, ownerId: string, mark: string) {
  const [exportId, exportScheduleId] = [randomUUID(), randomUUID()]
  const file = gzipSync(mark)
  await ask(
    `insert into exports (account_id, id, filter, filter_zone, format, columns, zone, numbers, asked_by, asked_by_name, origin, asked_at,
       state, ended_at, expires_at, rows, content_bytes, stored_bytes, sha256)
     values ($1, $2, '{}', 'UTC', 'csv', '{time}', 'UTC', 'digits', $3, $4, '{"address":null,"agent":null}', now(),
       'done', now(), now() + interval '1 day', 1, 1, $5, '\\x00')`,
    [accountId, exportId, ownerId, mark, file.length],
  )
  await ask(
    `insert into export_parts (account_id, export_id, number, rows, snapshot_at, content_bytes, stored_bytes, sha256)
     values ($1, $2, 1, 1, now(), 1, $3, '\\x00')`,
    [accountId, exportId, file.length],
  )
  await ask('insert into export_chunks (account_id, export_id, part, seq, content) values ($1, $2, 1, 0, $3)', [
    accountId,
    exportId,
    file,
  ])
  await ask(
    `insert into export_schedules (account_id, id, name, filter, format, columns, numbers, made_by, made_by_name, origin, made_at, next_day, due_at)
     values ($1, $2, $4, '{}', 'csv', '{time}', 'digits', $3, $4, '{"address":null,"agent":null}', now(), current_date,
       now() + interval '2 days')`,
    [accountId, exportScheduleId, ownerId, mark],
  )
  return { exportId, exportScheduleId }
}
