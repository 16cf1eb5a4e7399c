/** Where a worker puts what it makes. Every write asks whether the export is still its own: of two that think so one is wrong. */
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { type ClaimedExport, LEASE_MS } from './claim-export.ts'

/** It was canceled, or is another worker's by now. */
export class ExportLost extends Error {}

export type Progress = {
  rows: number
  contentBytes: number
  storedBytes: number
  position: string | null
  firstAt: Date | null
}
export type FinishedPart = {
  number: number
  rows: number
  contentBytes: number
  storedBytes: number
  lastId: string | null
  snapshotAt: Date
  sha256: Buffer
}

type Job = Pick<ClaimedExport, 'accountId' | 'id' | 'epoch'>

/** In one transaction with the sign of life. */
export function writeExport<T>(job: Job, work: (tx: Tx, key: [string, string]) => Promise<T>): Promise<T> {
  return tenantTransaction(job.accountId, async (tx) => {
    const at = now()
    const mine = await tx.query(
      `update exports set lease_until = $4 where account_id = $1 and id = $2 and epoch = $3 and state = 'running' returning 1`,
      [job.accountId, job.id, job.epoch, new Date(at.getTime() + LEASE_MS)],
    )
    if (mine.length === 0) throw new ExportLost()
    return work(tx, [job.accountId, job.id])
  })
}

/** Parts that are finished, in order. What was begun beside them is removed. */
export async function resumeParts(job: Job, startOver: boolean): Promise<Omit<FinishedPart, 'sha256'>[]> {
  return writeExport(job, async (tx, key) => {
    if (startOver) await tx.query('delete from export_parts where account_id = $1 and export_id = $2', key)
    const parts = await tx.query<{
      number: number
      rows: bigint
      content: bigint
      stored: bigint
      last: string | null
      at: Date
    }>(
      `select number, rows, content_bytes as content, stored_bytes as stored, last_id as last, snapshot_at as at from export_parts
       where account_id = $1 and export_id = $2 order by number`,
      key,
    )
    await tx.query('delete from export_chunks where account_id = $1 and export_id = $2 and part > $3', [
      ...key,
      parts.at(-1)?.number ?? 0,
    ])
    return parts.map((part) => ({
      number: part.number,
      rows: Number(part.rows),
      contentBytes: Number(part.content),
      storedBytes: Number(part.stored),
      lastId: part.last,
      snapshotAt: part.at,
    }))
  })
}

export async function storeChunk(job: Job, part: number, seq: number, content: Buffer): Promise<void> {
  await writeExport(job, (tx, key) =>
    tx.query('insert into export_chunks (account_id, export_id, part, seq, content) values ($1, $2, $3, $4, $5)', [
      ...key,
      part,
      seq,
      content,
    ]),
  )
}

export async function storeProgress(job: Job, progress: Progress): Promise<void> {
  await writeExport(job, (tx, key) => tx.query(PROGRESS, [...key, ...progressValues(progress)]))
}

export async function storePart(job: Job, part: FinishedPart, progress: Progress): Promise<void> {
  const { number, rows, contentBytes, storedBytes, lastId, snapshotAt, sha256 } = part
  await writeExport(job, async (tx, key) => {
    await tx.query(
      `insert into export_parts (account_id, export_id, number, rows, snapshot_at, last_id, content_bytes, stored_bytes, sha256)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [...key, number, rows, snapshotAt, lastId, contentBytes, storedBytes, sha256],
    )
    await tx.query(PROGRESS, [...key, ...progressValues(progress)])
  })
}

const PROGRESS = `update exports set rows = $3, content_bytes = $4, stored_bytes = $5, position = coalesce($6, position),
  first_at = coalesce(first_at, $7)
  where account_id = $1 and id = $2`

function progressValues({ rows, contentBytes, storedBytes, position, firstAt }: Progress): unknown[] {
  return [rows, contentBytes, storedBytes, position, firstAt]
}
