import type { Tx } from '#lib/db.ts'
import { MOVE_ON, NOTE_FAULTS, TAKE_ROWS } from './import-stock.sql.ts'
import type { StockRow } from './stock-row.ts'

/** So many faults are told one by one; all are counted. */
export const MOST_FAULTS = 1_000

export type ImportFault = { line: number; problem: string }
/** `end`: up to where the file is read with it. */
export type Batch = { good: (StockRow & { line: number })[]; bad: ImportFault[]; read: number; end: number }

/** Rows and how far the file is read, in one: what is kept is never read again, and what is not kept is. */
export async function keepBatch(tx: Tx, id: string, from: number, { good, bad, read, end }: Batch): Promise<void> {
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
