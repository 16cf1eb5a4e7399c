/**
 * One export, from its first row or from behind its last finished part, to its end. Rows come out of one snapshot, so they are of one
 * moment; where a worker died, or the snapshot grew too old, the rest is of a later moment, and the manifest says so of each part. In memory are one
 * batch of lines, what the compressor holds, and one piece to be stored.
 */
import { createHash, type Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Scope } from '#domain/access/scope.ts'
import { tenantSnapshot } from '#lib/db.ts'
import { timeOfId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { MINUTE_MS, now } from '#lib/time.ts'
import type { ClaimedExport } from './claim-export.ts'
import { headOf } from './export-lines.sql.ts'
import { type FinishedPart, type Progress, storeChunk, storePart } from './export-store.ts'
import { readChunks } from './read-chunks.ts'
import { BATCH, type LineReader, openLines } from './read-lines.ts'

export type PartLimits = {
  /** Whole batches. */
  rowsPerPart: number
  /**
   * While a snapshot is open, no version of a row that changes can be cleared away: whoever accepts messages passes all those of its
   * balance. After this the next part is of a new moment.
   */
  snapshotMs: number
}
export const USUAL_PARTS: PartLimits = { rowsPerPart: 20 * BATCH, snapshotMs: 10 * MINUTE_MS }

const CHUNK_BYTES = 1_048_576
/** The quickest: lists of messages are so alike that a higher level gains little and costs more than the reading. */
const GZIP_LEVEL = 1

type Options = PartLimits & { progress: Progress; signal: AbortSignal; mostBytes: number }
type Done = Omit<FinishedPart, 'sha256'>
type Writing = {
  job: ClaimedExport
  read: LineReader
  snapshotAt: Date
  progress: Progress
  content: Hash
  signal: AbortSignal
}

/** The hash of the whole content. `done`: the parts that stand; `progress` is kept up to date on the way. */
export async function writeParts(
  scope: Scope,
  job: ClaimedExport,
  done: readonly Done[],
  { progress, signal, mostBytes, rowsPerPart, snapshotMs }: Options,
): Promise<Buffer> {
  const content = createHash('sha256')
  await hashAgain(job, done.length, content)
  let number = done.length
  const writeSome = () =>
    tenantSnapshot(job.accountId, async (tx): Promise<'whole' | 'more'> => {
      const snapshotAt = now()
      const read = await openLines(tx, scope, job)
      const writing = { job, read, snapshotAt, progress, content, signal }
      for (;;) {
        const part = await writePart(writing, ++number, rowsPerPart)
        if (progress.storedBytes > mostBytes) throw new Refusal('exports_full')
        // The last part may be full to the row: one that would be empty is not begun after it.
        if (part.rows < rowsPerPart || (await read(progress.position, 1)) === null) return 'whole'
        if (now().getTime() - snapshotAt.getTime() >= snapshotMs) return 'more'
      }
    })
  while ((await writeSome()) === 'more');
  return content.digest()
}

async function writePart(writing: Writing, number: number, rowsPerPart: number): Promise<FinishedPart> {
  const { job, progress, snapshotAt } = writing
  const before = { ...progress }
  const packed = createHash('sha256')
  let seq = 0
  await pipeline(
    Readable.from(partContent(writing, number, rowsPerPart), { objectMode: true, highWaterMark: 1 }),
    createGzip({ level: GZIP_LEVEL, chunkSize: CHUNK_BYTES }),
    async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) {
        packed.update(piece)
        progress.storedBytes += piece.length
        await storeChunk(job, number, seq++, piece)
      }
    },
  )
  const part = {
    number,
    rows: progress.rows - before.rows,
    contentBytes: progress.contentBytes - before.contentBytes,
    storedBytes: progress.storedBytes - before.storedBytes,
    lastId: progress.position,
    snapshotAt,
    sha256: packed.digest(),
  }
  await storePart(job, part, progress)
  return part
}

/** The next batch is on its way while this one is compressed and stored. */
async function* partContent(
  { job, read, progress, content, signal }: Writing,
  number: number,
  rowsPerPart: number,
): AsyncGenerator<Buffer> {
  const emit = (text: string) => {
    const bytes = Buffer.from(text)
    content.update(bytes)
    progress.contentBytes += bytes.length
    return bytes
  }
  const head = number === 1 ? headOf(job) : ''
  if (head !== '') yield emit(head)
  let left = rowsPerPart
  let coming = read(progress.position, Math.min(BATCH, left))
  for (;;) {
    const batch = await coming
    signal.throwIfAborted()
    if (batch === null) return
    left -= batch.rows
    const isLast = batch.rows < BATCH || left === 0
    if (!isLast) {
      coming = read(batch.lastId, Math.min(BATCH, left))
      coming.catch(() => {}) // seen when it is waited for; by then this may have ended
    }
    progress.rows += batch.rows
    progress.position = batch.lastId
    progress.firstAt ??= timeOfId(batch.firstId)
    yield emit(batch.text)
    if (isLast) return
  }
}

/** A hash cannot be taken up where another process left it: what stands is read once more. */
async function hashAgain(job: ClaimedExport, parts: number, content: Hash): Promise<void> {
  for (let number = 1; number <= parts; number++) {
    await pipeline(readChunks(job.accountId, job.id, number), createGunzip(), async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) content.update(piece)
    })
  }
}
