/** A list that another provider kept, brought along. A line that is wrong is told and passed over; bringing the file again adds nothing twice. */
import { demand } from '#domain/access/permissions.ts'
import { isTest, type Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { tenantTransaction } from '#lib/db.ts'
import { CsvProblem } from '#lib/read-csv.ts'
import { readTable } from '#lib/read-table.ts'
import { Refusal } from '#lib/refusals.ts'
import { noteProblem } from './add-opt-out.ts'
import { insertOptOuts, type NewOptOut } from './insert-opt-outs.ts'

/** Held whole, so that nobody’s sends wait while a file is read. */
export const MOST_LINES = 20_000
/** In one transaction: the account’s sends wait for it. */
const BATCH = 500

export type ImportReport = { added: number; already: number; problems: { line: number; problem: string }[] }
type Line = NewOptOut & { line: number }

export async function importOptOuts(
  scope: Scope,
  { fileName, bytes }: { fileName: string; bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array> },
): Promise<ImportReport> {
  demand(scope, 'routing.manage')
  const { lines, problems } = await readLines(scope, bytes)
  const report = { added: 0, already: 0, problems }
  for (let at = 0; at < lines.length; at += BATCH)
    await importBatch(scope, fileName, lines.slice(at, at + BATCH), report)
  problems.sort((one, other) => one.line - other.line)
  return report
}

/** Adds what became of its lines to `report`. A file that breaks off is brought once more: what was added is there already. */
async function importBatch(
  scope: Scope,
  fileName: string,
  lines: readonly Line[],
  report: ImportReport,
): Promise<void> {
  const { accountId } = scope
  const { known, made } = await tenantTransaction(accountId, async (tx) => {
    await lockBalance(tx, accountId)
    const own = await tx.query<{ e164: string }>(
      'select e164 from numbers where account_id = $1 and e164 = any($2::text[])',
      [accountId, [...new Set(lines.map((one) => one.number))]],
    )
    const isOwn = new Set(own.map(({ e164 }) => e164))
    const known = lines.filter((one) => isOwn.has(one.number))
    const made = known.length > 0 ? (await insertOptOuts(tx, accountId, known)).length : 0
    if (made > 0)
      await appendAudit(tx, scope, {
        action: 'opt_outs.imported',
        object: fileName || 'a file without a name',
        before: null,
        after: { added: made },
      })
    return { known, made }
  })
  report.added += made
  report.already += known.length - made
  for (const one of lines)
    if (!known.includes(one)) report.problems.push({ line: one.line, problem: 'The number is not on your account.' })
}

async function readLines(scope: Scope, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  const lines: Line[] = []
  const problems: ImportReport['problems'] = []
  const columns = { required: ['number', 'consumer'], optional: ['note'] } as const
  try {
    for await (const row of readTable(bytes, columns, { rows: MOST_LINES + 1 })) {
      const read = 'problem' in row ? row.problem : readPair(row.values)
      if (typeof read === 'string') problems.push({ line: row.line, problem: read })
      else lines.push({ ...read, line: row.line, isTest: isTest(scope), source: 'import', actor: scope.actor.name })
    }
  } catch (fault) {
    throw fault instanceof CsvProblem ? new Refusal('file_unreadable', { places: { why: fault.message } }) : fault
  }
  return { lines, problems }
}

function readPair(values: { number: string; consumer: string; note?: string }) {
  const [number, consumer] = [parseNumber(values.number), parseNumber(values.consumer)]
  if (!number.ok) return 'Its “number” is no North American number.'
  if (!consumer.ok) return 'Its “consumer” is no North American number.'
  const note = values.note ?? ''
  return noteProblem(note) ?? { number: number.e164, consumer: consumer.e164, note: note || null }
}
