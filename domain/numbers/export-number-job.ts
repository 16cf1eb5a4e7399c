import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { csvLine } from '#lib/csv.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'

const BATCH = 1_000
type Line = {
  seq: number
  number: string
  line: number | null
  outcome: string | null
  reason: string | null
  at: Date | null
}

/** What came of every number, in the order of the job, a batch at a time. Throws `not_found`. */
export async function exportNumberJob(scope: Scope, id: string): Promise<AsyncGenerator<string>> {
  demand(scope, 'numbers.read')
  const known = isId(id)
    ? await tenantTransaction(scope.accountId, (tx) =>
        tx.query('select 1 from number_jobs where account_id = $1 and id = $2', [scope.accountId, id]),
      )
    : []
  if (known.length === 0) throw new Refusal('not_found')
  return lines(scope.accountId, id)
}

async function* lines(accountId: string, id: string): AsyncGenerator<string> {
  // The mark tells a spreadsheet that this is UTF-8.
  yield `\ufeff${csvLine(['number', 'line', 'result', 'reason', 'at'])}`
  for (let after = 0; ; ) {
    const batch = await tenantTransaction(accountId, (tx) =>
      tx.query<Line>(
        `select i.seq, i.number, i.line, r.outcome, coalesce(r.reason, i.problem) as reason, r.at
         from number_job_items i left join number_job_results r using (account_id, job_id, seq)
         where i.account_id = $1 and i.job_id = $2 and i.seq > $3 order by i.seq limit ${BATCH}`,
        [accountId, id, after],
      ),
    )
    yield batch
      .map(({ number, line, outcome, reason, at }) =>
        csvLine([number.replace(/^\+/, ''), line, outcome ?? 'not done', reason, at?.toISOString() ?? null]),
      )
      .join('')
    const last = batch.at(-1)
    if (!last || batch.length < BATCH) return
    after = last.seq
  }
}
