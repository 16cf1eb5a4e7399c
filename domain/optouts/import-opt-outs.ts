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
const BATCH = 1_000

export type ImportReport = { added: number; already: number; problems: { line: number; problem: string }[] }
type Line = NewOptOut & { line: number }

export async function importOptOuts(
  scope: Scope,
  { fileName, bytes }: { fileName: string; bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array> },
): Promise<ImportReport> {
  demand(scope, 'routing.manage')
  const { accountId } = scope
  const { lines, problems } = await readLines(scope, bytes)
  const numbers = [...new Set(lines.map((one) => one.number))]
  const added = await tenantTransaction(accountId, async (tx) => {
    await lockBalance(tx, accountId)
    const own = await tx.query<{ e164: string }>(
      'select e164 from numbers where account_id = $1 and e164 = any($2::text[])',
      [accountId, numbers],
    )
    const isOwn = new Set(own.map(({ e164 }) => e164))
    const known = lines.filter((one) => isOwn.has(one.number))
    for (const { line, number } of lines)
      if (!isOwn.has(number)) problems.push({ line, problem: 'The number is not on your account.' })
    let made = 0
    for (let at = 0; at < known.length; at += BATCH)
      made += (await insertOptOuts(tx, accountId, known.slice(at, at + BATCH))).length
    if (made > 0)
      await appendAudit(tx, scope, {
        action: 'opt_outs.imported',
        object: fileName || 'a file without a name',
        before: null,
        after: { added: made },
      })
    return { made, already: known.length - made }
  })
  problems.sort((one, other) => one.line - other.line)
  return { added: added.made, already: added.already, problems }
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
