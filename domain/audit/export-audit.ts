import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { csvLine } from '#lib/csv.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { AUDIT_COLUMNS, type AuditColumns, MATCHES, matchValues, toAuditRow } from './audit-columns.ts'
import type { AuditFilter } from './audit-filter.ts'
import type { AuditRow, Head } from './audit-rows.ts'
import { sentenceOf } from './sentence.ts'

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

const BATCH = 500

type Input = { filter: AuditFilter; zone: string; format: ExportFormat }
type Line = AuditRow & { previousHash: string; hash: string }

/**
 * The rows that match, oldest first, a batch at a time: an export needs the memory of one batch. Its last line is the head of the
 * whole chain at that moment. Kept away from here, it tells later whether the chain was rewritten.
 */
export function exportAudit(scope: Scope, { filter, zone, format }: Input): AsyncGenerator<string> {
  demand(scope, 'audit.read')
  const write = format === 'csv' ? CSV : JSON_LINES
  return lines(scope, filter, zone, write)
}

async function* lines(scope: Scope, filter: AuditFilter, zone: string, write: Writer): AsyncGenerator<string> {
  const head = await readHead(scope)
  if (write.start) yield write.start
  let after = 0
  for (;;) {
    const batch = await readBatch(scope, filter, zone, after, head?.seq ?? 0)
    const last = batch.at(-1)
    if (last) yield batch.map(write.row).join('')
    if (!last || batch.length < BATCH) break
    after = last.seq
  }
  if (head) yield write.head(head, now().toISOString())
}

async function readHead({ accountId }: Scope): Promise<Head | null> {
  const [head] = await tenantTransaction(accountId, (tx) =>
    tx.query<{ seq: bigint; hash: Buffer }>('select seq, hash from audit_heads where account_id = $1', [accountId]),
  )
  return head ? { seq: Number(head.seq), hash: head.hash.toString('hex') } : null
}

async function readBatch(scope: Scope, filter: AuditFilter, zone: string, after: number, end: number): Promise<Line[]> {
  const rows = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<AuditColumns & { previous_hash: Buffer; hash: Buffer }>(
      `select ${AUDIT_COLUMNS}, previous_hash, hash from audit_log where ${MATCHES} and seq > $8 and seq <= $9
       order by seq limit ${BATCH}`,
      [...matchValues(scope.accountId, filter, zone), after, end],
    ),
  )
  return rows.map((row) => ({
    ...toAuditRow(row),
    previousHash: row.previous_hash.toString('hex'),
    hash: row.hash.toString('hex'),
  }))
}

type Writer = { start: string; row: (row: Line) => string; head: (head: Head, at: string) => string }

const COLUMNS = [
  'seq',
  'at',
  'actor_kind',
  'actor_id',
  'actor',
  'role',
  'address',
  'agent',
  'event',
  'object',
  'sentence',
  'before',
  'after',
  'previous_hash',
  'hash',
]
/** The event of the last line. No action of the product is called so. */
const HEAD_EVENT = 'chain.head'

const CSV: Writer = {
  // The mark tells a spreadsheet that this is UTF-8.
  start: `\ufeff${csvLine(COLUMNS)}`,
  row: (row) =>
    csvLine([
      row.seq,
      row.at,
      row.actor.kind,
      row.actor.id,
      row.actor.name,
      row.role,
      row.address,
      row.agent,
      row.action,
      row.object,
      `${row.actor.name} ${sentenceOf(row, utc)}`,
      row.before && JSON.stringify(row.before),
      row.after && JSON.stringify(row.after),
      row.previousHash,
      row.hash,
    ]),
  head: ({ seq, hash }, at) =>
    csvLine([seq, at, '', '', '', '', '', '', HEAD_EVENT, '', headSentence(seq), '', '', '', hash]),
}

const JSON_LINES: Writer = {
  start: '',
  row: ({ action, ...row }) => {
    const sentence = `${row.actor.name} ${sentenceOf({ action, ...row }, utc)}`
    return `${JSON.stringify({ type: 'entry', event: action, sentence, ...row })}\n`
  },
  head: ({ seq, hash }, at) => `${JSON.stringify({ type: HEAD_EVENT, seq, at, hash })}\n`,
}

function headSentence(seq: number): string {
  return `The chain ended with row ${seq} when this was exported. If the hash of row ${seq} is ever another one, the chain was rewritten.`
}

function utc(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`
}
