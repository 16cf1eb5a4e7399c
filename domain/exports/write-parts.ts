/**
 * One export, from its first row or from behind its last finished part, to its end. Rows come out of one snapshot, so they are of one
 * moment; where a worker died, or the snapshot grew too old, the rest is of a later moment, and the manifest says so of each part. In memory are one
 * batch of lines, what the compressor holds, and one piece to be stored.
 */
import { createHash, type Hash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip, type Gzip } from 'node:zlib'
import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantSnapshot } from '#lib/db.ts'
import { timeOfId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { MINUTE_MS, now } from '#lib/time.ts'
import type { ClaimedExport } from './claim-export.ts'
import { headOf, LINE_ENDS } from './export-lines.sql.ts'
import { type FinishedPart, type Progress, storeChunk, storePart } from './export-store.ts'
import { LineQueue } from './line-queue.ts'
import { readChunks } from './read-chunks.ts'
import { type LineCopier, openLineCopy } from './read-lines.ts'

export type PartLimits = {
  rowsPerPart: number
  /**
   * While a snapshot is open, no version of a row that changes can be cleared away: whoever accepts messages passes all those of its
   * balance. After this the next part is of a new moment.
   */
  snapshotMs: number
}
export const USUAL_PARTS: PartLimits = { rowsPerPart: 100_000, snapshotMs: 10 * MINUTE_MS }

const CHUNK_BYTES = 1_048_576
/** The quickest: lists of messages are so alike that a higher level gains little and costs more than the reading. */
const GZIP_LEVEL = 1

type Options = PartLimits & { progress: Progress; signal: AbortSignal; mostBytes: number }
type Done = Omit<FinishedPart, 'sha256'>
type Writing = {
  job: ClaimedExport
  copy: LineCopier
  tx: Tx
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
      const copy = await openLineCopy(tx, scope, job)
      const writing = { job, tx, copy, snapshotAt, progress, content, signal }
      for (;;) {
        const part = await writePart(writing, ++number, rowsPerPart)
        if (progress.storedBytes > mostBytes) throw new Refusal('exports_full')
        // The last part may be full to the row: one that would be empty is not begun after it.
        if (part.rows < rowsPerPart || !(await isMore(writing))) return 'whole'
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
  const gzip = createGzip({ level: GZIP_LEVEL, chunkSize: CHUNK_BYTES })
  const stored = pipeline(gzip, async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) {
      packed.update(piece)
      progress.storedBytes += piece.length
      await storeChunk(job, number, seq++, piece)
    }
  })
  try {
    for await (const bytes of partContent(writing, number, rowsPerPart))
      await Promise.race([stored, compress(gzip, bytes)])
    gzip.end()
    await stored
  } catch (fault) {
    gzip.destroy()
    await stored.catch(() => {})
    throw fault
  }
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

/** When it resolves, the bytes were read and their memory may be used again. */
function compress(gzip: Gzip, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    gzip.write(bytes, (fault) => (fault ? reject(fault) : resolve()))
  })
}

/** The database makes lines while those before are compressed and stored. */
async function* partContent(writing: Writing, number: number, rowsPerPart: number): AsyncGenerator<Buffer> {
  const { job, tx, copy, progress, content, signal } = writing
  const count = (bytes: Buffer) => {
    content.update(bytes)
    progress.contentBytes += bytes.length
    return bytes
  }
  const head = number === 1 ? headOf(job) : ''
  if (head !== '') yield count(Buffer.from(head))
  const queue = new LineQueue(LINE_ENDS[job.format])
  const lines = copy(progress.position, rowsPerPart, (line, id) => queue.put(line, id))
  queue.source = lines
  const ended = tx.copyOut(lines).then(
    () => queue.end(),
    (fault: unknown) => queue.end(fault),
  )
  try {
    for await (const { bytes, rows, firstId, lastId } of queue.pieces()) {
      signal.throwIfAborted()
      progress.rows += rows
      progress.position = lastId
      progress.firstAt ??= timeOfId(firstId)
      yield count(bytes)
    }
  } finally {
    // The connection is good for nothing else until all has passed by.
    queue.discard()
    await ended
  }
}

async function isMore({ tx, copy, progress }: Writing): Promise<boolean> {
  let found = false
  await tx.copyOut(
    copy(progress.position, 1, () => {
      found = true
    }),
  )
  return found
}

/** A hash cannot be taken up where another process left it: what stands is read once more. */
async function hashAgain(job: ClaimedExport, parts: number, content: Hash): Promise<void> {
  for (let number = 1; number <= parts; number++) {
    await pipeline(readChunks(job.accountId, job.id, number), createGunzip(), async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) content.update(piece)
    })
  }
}
