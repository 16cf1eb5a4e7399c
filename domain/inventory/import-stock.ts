/**
 * Brings an operator's file into the stock. Nothing of it is for sale before all of it is: rows are kept beside the stock batch by
 * batch, each with how far the file is read, and move in together at the end. Killed anywhere, it goes on when the file is given again.
 */
import { query, type Tx, transaction } from '#lib/db.ts'
import { readTable, type TableRow } from '#lib/read-table.ts'
import { now } from '#lib/time.ts'
import { COUNT_RUNS, LEFT_OUT, MOVE_IN, MOVE_ON, NOTE_FAULTS, TAKE_ROWS } from './import-stock.sql.ts'
import { type OpenImport, openImport, readOn } from './open-import.ts'
import { type Places, readPlaces } from './read-places.ts'
import { readStockRow, STOCK_COLUMNS_READ, type StockRow } from './stock-row.ts'

const BATCH_ROWS = 5_000
const MOST_ROWS = 10_000_000
/** So many faults are told one by one; all are counted. */
export const MOST_FAULTS = 1_000

export type ImportFault = { line: number; problem: string }
export type ImportReport = {
  isResumed: boolean
  read: number
  added: number
  bad: number
  twice: number
  /** In stock already, or owned by somebody: left as they are. */
  leftOut: number
  faults: ImportFault[]
}
type Row = TableRow<'number' | 'setup' | 'monthly', 'city' | 'state' | 'rate_center'>
type Batch = { good: (StockRow & { line: number })[]; bad: ImportFault[]; read: number; end: number }

export async function importStock(file: string, onProgress: (rows: number) => void = () => {}): Promise<ImportReport> {
  const open = await openImport(file)
  const places = readPlaces()
  let done = open.bytesDone
  let batch = emptyBatch(done)
  let total = 0
  const keep = async () => {
    await transaction((tx) => keepBatch(tx, open.id, done, batch))
    total += batch.read
    onProgress(total)
    done = batch.end
    batch = emptyBatch(done)
  }
  for await (const row of readTable(readOn(open), STOCK_COLUMNS_READ, { rows: MOST_ROWS })) {
    addRow(batch, row, open, places)
    if (batch.read >= BATCH_ROWS) await keep()
  }
  if (batch.read > 0) await keep()
  return moveIn(open)
}

const emptyBatch = (end: number): Batch => ({ good: [], bad: [], read: 0, end })

/** Lines and bytes are counted in what was read now: the first line, then the file from where the import stood. */
function addRow(batch: Batch, row: Row, open: OpenImport, places: Places): void {
  const line = row.line - open.headLines + open.linesDone
  batch.read += 1
  batch.end = row.end - open.headEnd + open.bytesDone
  const read = 'problem' in row ? row : readStockRow(row.values, places)
  if ('problem' in read) batch.bad.push({ line, problem: read.problem })
  else batch.good.push({ ...read, line })
}

async function keepBatch(tx: Tx, id: string, from: number, { good, bad, read, end }: Batch): Promise<void> {
  const column = <T>(pick: (row: Batch['good'][number]) => T) => good.map(pick)
  const taken = await tx.query<{ line: number }>(TAKE_ROWS, [
    id,
    column((row) => row.line),
    column((row) => row.e164),
    column((row) => row.kind),
    column((row) => row.country),
    column((row) => row.state),
    column((row) => row.rateCenter),
    column((row) => row.city),
    column((row) => row.setupNanos),
    column((row) => row.monthlyNanos),
  ])
  const lines = new Set(taken.map(({ line }) => line))
  const twice = good
    .filter(({ line }) => !lines.has(line))
    .map(({ line, e164 }) => ({ line, problem: `${e164} stands in the file before.` }))
  const faults = [...bad, ...twice].sort((one, other) => one.line - other.line).slice(0, MOST_FAULTS)
  await tx.query(NOTE_FAULTS, [id, faults.map(({ line }) => line), faults.map(({ problem }) => problem), MOST_FAULTS])
  const moved = await tx.query(MOVE_ON, [id, from, end, read, bad.length, twice.length])
  if (moved.length === 0) throw new Error('Another process is importing this file at the same time.')
}

async function moveIn({ id, isResumed }: OpenImport): Promise<ImportReport> {
  const at = now()
  return transaction(async (tx) => {
    const [counts] = await tx.query<{ read: number; bad: number; twice: number }>(
      'select rows_read as read, rows_bad as bad, rows_twice as twice from stock_imports where id = $1 for update',
      [id],
    )
    if (!counts) throw new Error('Another process has finished importing this file.')
    const added = await tx.query(`with moved as (${MOVE_IN}) select count(*)::integer as n from moved`, [id, at])
    const left = await tx.query<{ line: number; e164: string; isOwned: boolean; total: bigint }>(LEFT_OUT, [
      id,
      at,
      MOST_FAULTS,
    ])
    await tx.query(COUNT_RUNS, [id])
    const told = await tx.query<ImportFault>(
      'select line, problem from stock_import_faults where import_id = $1 order by line',
      [id],
    )
    await tx.query('delete from stock_imports where id = $1', [id])
    const known = left.map(({ line, e164, isOwned }) => ({
      line,
      problem: isOwned ? `${e164} is owned by an account.` : `${e164} is in stock already.`,
    }))
    return {
      isResumed,
      ...counts,
      added: Number(added[0]?.n ?? 0),
      leftOut: Number(left[0]?.total ?? 0),
      faults: [...told, ...known].sort((one, other) => one.line - other.line).slice(0, MOST_FAULTS),
    }
  })
}

/** Forgets a file that was read in part, so that it is read from its beginning. */
export async function forgetImports(): Promise<number> {
  return (await query('delete from stock_imports returning id')).length
}
