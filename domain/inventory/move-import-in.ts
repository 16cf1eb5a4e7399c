import { transaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { COUNT_RUNS, LEFT_OUT, MOVE_IN, TAKE_SOLD_OUT } from './import-stock.sql.ts'
import { type ImportFault, MOST_FAULTS } from './keep-import-batch.ts'
import type { OpenImport } from './open-import.ts'

export type ImportReport = {
  isResumed: boolean
  read: number
  added: number
  bad: number
  twice: number
  /** In stock already, owned by somebody, or being ported in: left as they are. */
  leftOut: number
  faults: ImportFault[]
}

/** The end of an import: all of it is for sale, or none. */
export async function moveIn({ id, isResumed }: OpenImport): Promise<ImportReport> {
  const at = now()
  return transaction(async (tx) => {
    const [counts] = await tx.query<{ read: number; bad: number; twice: number }>(
      'select rows_read as read, rows_bad as bad, rows_twice as twice from stock_imports where id = $1 for update',
      [id],
    )
    if (!counts) throw new Error('Another process has finished importing this file.')
    const added = await tx.query(`with moved as (${MOVE_IN}) select count(*)::integer as n from moved`, [id, at])
    const sold = await tx.query(TAKE_SOLD_OUT, [at])
    const left = await tx.query<{ line: number; e164: string; isOwned: boolean; isInStock: boolean; total: bigint }>(
      LEFT_OUT,
      [id, at, MOST_FAULTS],
    )
    await tx.query(COUNT_RUNS, [id])
    const told = await tx.query<ImportFault>(
      'select line, problem from stock_import_faults where import_id = $1 order by line',
      [id],
    )
    await tx.query('delete from stock_imports where id = $1', [id])
    const known = left.map(({ line, e164, isOwned, isInStock }) => ({
      line,
      problem: `${e164} ${isOwned ? 'is owned by an account' : isInStock ? 'is in stock already' : 'is being ported in'}.`,
    }))
    return {
      isResumed,
      ...counts,
      added: Number(added[0]?.n ?? 0) - sold.length,
      leftOut: Number(left[0]?.total ?? 0),
      faults: [...told, ...known].sort((one, other) => one.line - other.line).slice(0, MOST_FAULTS),
    }
  })
}
