import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { type MessageFilter, messageQuery } from '#domain/reports/message-filter.ts'
import { tenantSnapshot, tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { inDirectPlace } from './direct-places.ts'
import type { ExportChoice } from './export-choice.ts'
import { headOf } from './export-lines.sql.ts'
import { MOST_AT_ONCE } from './export-rows.ts'
import { BATCH, columnsFor, openLines } from './read-lines.ts'

type Input = { filter: MessageFilter; filterZone: string; choice: ExportChoice }
export type DirectExport = { name: string; rows: number; bytes: number; pieces: Buffer[] }

/** A statement that looks for longer is one for the background. */
const MOST_MS = 8_000
const TOO_SLOW = '57014'

/**
 * Read whole before the first byte leaves: at most 10,000 rows, so that a slow reader holds no snapshot open and a file is never cut
 * off. Throws `export_too_long`, `export_too_slow`, `too_many_exports`, `not_allowed`.
 */
export async function exportNow(scope: Scope, { filter, filterZone, choice }: Input): Promise<DirectExport> {
  demand(scope, 'messages.read')
  const columns = columnsFor(scope, choice.columns)
  const asked = { ...choice, columns, filter, filterZone, askedAt: now() }
  const { pieces, rows } = await inDirectPlace(scope.accountId, () => read(scope, asked)).catch(sayTooSlow)
  await tenantTransaction(scope.accountId, (tx) =>
    appendAudit(tx, scope, {
      action: 'export.downloaded',
      object: 'message log',
      before: null,
      after: { rows, format: choice.format, columns: columns.join(', '), filter: messageQuery(filter).toString() },
    }),
  )
  return {
    name: `messages-${asked.askedAt.toISOString().slice(0, 10)}.${choice.format}`,
    rows,
    bytes: pieces.reduce((sum, piece) => sum + piece.length, 0),
    pieces,
  }
}

function read(scope: Scope, asked: Parameters<typeof openLines>[2]): Promise<{ pieces: Buffer[]; rows: number }> {
  return tenantSnapshot(scope.accountId, async (tx) => {
    await tx.query(`set local statement_timeout = ${MOST_MS}`)
    const lines = await openLines(tx, scope, asked)
    const pieces = [Buffer.from(headOf(asked))]
    let rows = 0
    let after: string | null = null
    for (;;) {
      const batch = await lines(after, Math.min(BATCH, MOST_AT_ONCE + 1 - rows))
      if (!batch) break
      rows += batch.rows
      if (rows > MOST_AT_ONCE)
        throw new Refusal('export_too_long', { places: { most: MOST_AT_ONCE.toLocaleString('en-US') } })
      pieces.push(Buffer.from(batch.text))
      after = batch.lastId
      if (batch.rows < BATCH) break
    }
    return { pieces, rows }
  })
}

function sayTooSlow(fault: unknown): never {
  if (fault instanceof Error && 'code' in fault && fault.code === TOO_SLOW) throw new Refusal('export_too_slow')
  throw fault
}
