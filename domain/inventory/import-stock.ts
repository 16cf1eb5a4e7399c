/**
 * Brings an operator's file into the stock. Nothing of it is for sale before all of it is: rows are kept beside the stock batch by
 * batch, each with how far the file is read, and move in together at the end. Killed anywhere, it goes on when the file is given again.
 */
import { query, transaction } from '#lib/db.ts'
import { readTable, type TableRow } from '#lib/read-table.ts'
import { type Batch, keepBatch } from './keep-import-batch.ts'
import { type ImportReport, moveIn } from './move-import-in.ts'
import { type OpenImport, openImport, readOn } from './open-import.ts'
import { type Places, readPlaces } from './read-places.ts'
import { readStockRow, STOCK_COLUMNS_READ } from './stock-row.ts'

const BATCH_ROWS = 5_000
const MOST_ROWS = 10_000_000
type Row = TableRow<'number' | 'setup' | 'monthly', 'city' | 'state' | 'rate_center'>

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

/** Forgets a file that was read in part, so that it is read from its beginning. */
export async function forgetImports(): Promise<number> {
  return (await query('delete from stock_imports returning id')).length
}
