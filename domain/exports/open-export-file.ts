import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import type { ExportDetail } from './export-rows.ts'
import { KEPT_DAYS } from './export-rows.ts'
import { readChunks } from './read-chunks.ts'
import { readExport } from './read-export.ts'

export type ExportFile = { name: string; bytes: number; pieces: AsyncGenerator<Buffer> }

/**
 * One part, or all one after the other: compressed parts in a row are one compressed file. Written down before the first byte leaves.
 * Throws `not_found`, `not_allowed`, `export_not_ready`, `export_expired`.
 */
export async function openExportFile(scope: Scope, id: string, part: number | null): Promise<ExportFile> {
  const found = await readExport(scope, id)
  demandFile(scope, found)
  const parts = found.parts.filter(({ number }) => part === null || number === part)
  if (parts.length === 0) throw new Refusal('not_found')
  await tenantTransaction(scope.accountId, (tx) =>
    appendAudit(tx, scope, {
      action: 'export.downloaded',
      object: `export ${id}`,
      before: null,
      after: { rows: parts.reduce((sum, { rows }) => sum + Number(rows), 0), ...(part === null ? {} : { part }) },
    }),
  )
  const numbers = parts.map(({ number }) => number)
  return {
    name: fileName(found, part),
    bytes: parts.reduce((sum, { storedBytes }) => sum + Number(storedBytes), 0),
    pieces: piecesOf(scope.accountId, id, numbers),
  }
}

function demandFile(scope: Scope, { state, hasContent, expiresAt }: ExportDetail): void {
  if (hasContent) demand(scope, 'messages.content')
  if (state !== 'done') throw new Refusal('export_not_ready')
  if (!expiresAt || expiresAt <= now()) throw new Refusal('export_expired', { places: { days: String(KEPT_DAYS) } })
}

/** `messages-2026-11-29-0193a1b2.part-2.csv.gz`. */
export function fileName({ id, day, askedAt, format }: ExportDetail, part: number | null): string {
  const date = day ?? askedAt.toISOString().slice(0, 10)
  return `messages-${date}-${id.slice(-8)}${part === null ? '' : `.part-${part}`}.${format}.gz`
}

async function* piecesOf(accountId: string, id: string, parts: readonly number[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield* readChunks(accountId, id, part)
}
