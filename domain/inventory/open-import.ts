/** Begins the import of a file, or takes it up where it was broken off: a file is known by what is in it. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { query } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { CsvProblem, readCsv } from '#lib/read-csv.ts'
import { now } from '#lib/time.ts'

export type OpenImport = {
  id: string
  file: string
  /** The first line, which names the columns: read again by whoever goes on in the middle. */
  headEnd: number
  headLines: number
  bytesDone: number
  /** Line ends before `bytesDone`. */
  linesDone: number
  isResumed: boolean
}

export async function openImport(file: string): Promise<OpenImport> {
  const headEnd = await readHeadEnd(file)
  const sha256 = await hashFile(file)
  await query(
    `insert into stock_imports (id, sha256, file_name, bytes_done, started_at) values ($1, $2, $3, $4, $5)
     on conflict (sha256) do nothing`,
    [newId(), sha256, basename(file).slice(-255), headEnd, now()],
  )
  const [found] = await query<{ id: string; bytes_done: bigint }>(
    'select id, bytes_done from stock_imports where sha256 = $1',
    [sha256],
  )
  if (!found) throw new Error('the import that was begun is gone')
  const bytesDone = Number(found.bytes_done)
  return {
    id: found.id,
    file,
    headEnd,
    headLines: await countLines(file, headEnd),
    bytesDone,
    linesDone: await countLines(file, bytesDone),
    isResumed: bytesDone > headEnd,
  }
}

/** The file from where the import stands, with its first line before that. */
export async function* readOn({ file, headEnd, bytesDone }: OpenImport): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file, { end: headEnd - 1 })
  yield* createReadStream(file, { start: bytesDone })
}

async function readHeadEnd(file: string): Promise<number> {
  for await (const { end } of readCsv(createReadStream(file))) return end
  throw new CsvProblem('The file is empty.')
}

async function hashFile(file: string): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest()
}

async function countLines(file: string, bytes: number): Promise<number> {
  let lines = 0
  for await (const chunk of createReadStream(file, { end: bytes - 1 }))
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1
  return lines
}
