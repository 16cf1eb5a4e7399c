import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { JOB_COLUMNS, type NumberJob } from './number-job.ts'

const PAGE_SIZE = 50

/** Newest first. `next` goes on as `before`; null on the last page. */
export async function listNumberJobs(
  scope: Scope,
  before: string,
): Promise<{ jobs: NumberJob[]; next: string | null }> {
  demand(scope, 'numbers.read')
  const found = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<NumberJob>(
      `select ${JOB_COLUMNS} from number_jobs where account_id = $1 and ($2::uuid is null or id < $2)
       order by id desc limit ${PAGE_SIZE + 1}`,
      [scope.accountId, isId(before) ? before : null],
    ),
  )
  const jobs = found.slice(0, PAGE_SIZE)
  return { jobs, next: found.length > PAGE_SIZE ? (jobs.at(-1)?.id ?? null) : null }
}
