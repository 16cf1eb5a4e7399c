import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { CsvProblem, type CsvRow, readCsv } from '#lib/read-csv.ts'
import { Refusal } from '#lib/refusals.ts'
import { type ImportHead, readHead, readLine } from './import-columns.ts'
import { countItems, insertNumberJob } from './insert-number-job.ts'
import { demandJobs, MAX_JOB_NUMBERS } from './number-job.ts'

/** `bytes` must be at hand (a file): they are read inside a transaction, so that a file which ends badly leaves nothing. */
type Upload = { fileName: string; bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array> }
type Item = { seq: number; number: string; line: number; change: string | null; problem: string | null }

const BATCH = 1_000

/**
 * A file of settings as a job that waits to be looked at and started. A line that is wrong is kept with its reason; a file that
 * cannot be read (`file_unreadable`) leaves nothing. Returns the job's id.
 */
export async function makeImportJob(scope: Scope, { fileName, bytes }: Upload): Promise<string> {
  demandJobs(scope)
  demand(scope, 'routing.manage')
  const id = newId()
  await tenantTransaction(scope.accountId, async (tx) => {
    await insertNumberJob(tx, scope, { id, kind: 'import', change: null, source: fileName || 'A file without a name' })
    let [total, problems] = [0, 0]
    for await (const items of batches(bytes)) {
      total += items.length
      problems += items.filter((item) => item.problem !== null).length
      await insertItems(tx, scope.accountId, id, items)
    }
    if (total === 0) throw unreadable('It names the columns and no number.')
    await countItems(tx, scope, { id, total, problems })
  })
  return id
}

async function* batches(bytes: Upload['bytes']): AsyncGenerator<Item[]> {
  let items: Item[] = []
  try {
    for await (const item of readItems(readCsv(bytes, { rows: MAX_JOB_NUMBERS + 1 }))) {
      if (items.push(item) < BATCH) continue
      yield items
      items = []
    }
  } catch (fault) {
    throw fault instanceof CsvProblem ? unreadable(fault.message) : fault
  }
  if (items.length > 0) yield items
}

async function* readItems(rows: AsyncGenerator<CsvRow>): AsyncGenerator<Item> {
  let head: ImportHead | null = null
  const seen = new Map<string, number>()
  let seq = 0
  for await (const row of rows) {
    if (!head) {
      head = 'cells' in row ? readHead(row.cells) : { problem: row.problem }
      if ('problem' in head) throw unreadable(head.problem)
      continue
    }
    if ('problem' in head) return
    seq += 1
    const { line } = row
    const read = 'cells' in row ? readLine(row.cells, head.at) : { number: '', problem: row.problem }
    const before = 'change' in read ? seen.get(read.number) : undefined
    const problem = 'problem' in read ? read.problem : before ? `Line ${before} has this number already.` : null
    if ('change' in read && before === undefined) seen.set(read.number, line)
    yield {
      seq,
      line,
      number: read.number,
      problem,
      change: 'change' in read && !problem ? JSON.stringify(read.change) : null,
    }
  }
}

async function insertItems(tx: Tx, accountId: string, jobId: string, items: readonly Item[]): Promise<void> {
  await tx.query(
    `insert into number_job_items (account_id, job_id, seq, number, line, change, problem)
     select $1, $2, i.* from unnest($3::int[], $4::text[], $5::int[], $6::jsonb[], $7::text[]) as i`,
    [
      accountId,
      jobId,
      items.map((item) => item.seq),
      items.map((item) => item.number),
      items.map((item) => item.line),
      items.map((item) => item.change),
      items.map((item) => item.problem),
    ],
  )
}

function unreadable(why: string): Refusal {
  return new Refusal('file_unreadable', { places: { why } })
}
