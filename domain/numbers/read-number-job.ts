import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import type { JobChange } from './job-change.ts'
import { JOB_COLUMNS, type NumberJob } from './number-job.ts'

/** A number of the job: what it has now, and what the job means it to have. */
export type JobPreview = {
  seq: number
  number: string
  line: number | null
  change: JobChange | null
  problem: string | null
  known: boolean
  alias: string | null
  tags: string[]
  url: string | null
}
export type JobFailure = { seq: number; number: string; line: number | null; reason: string }

/** `first`: of what was not worked off yet. `failures`: the first that failed, or cannot succeed. */
export type JobDetail = NumberJob & { first: JobPreview[]; failures: JobFailure[] }

const SHOWN = 20
const FAILURES_SHOWN = 100

/** Throws `not_found`. */
export async function readNumberJob(scope: Scope, id: string): Promise<JobDetail> {
  demand(scope, 'numbers.read')
  if (!isId(id)) throw new Refusal('not_found')
  const { accountId } = scope
  return tenantTransaction(accountId, async (tx) => {
    const [job] = await tx.query<NumberJob>(
      `select ${JOB_COLUMNS} from number_jobs where account_id = $1 and id = $2`,
      [accountId, id],
    )
    if (!job) throw new Refusal('not_found')
    const [first, failures] = await Promise.all([readFirst(tx, accountId, job), readFailures(tx, accountId, job)])
    return { ...job, first, failures }
  })
}

async function readFirst(tx: Tx, accountId: string, { id, state }: NumberJob): Promise<JobPreview[]> {
  if (state !== 'ready') return []
  return tx.query<JobPreview>(
    `select i.seq, i.number, i.line, i.change, i.problem, n.e164 is not null as known, n.alias, coalesce(n.tags, '{}') as tags,
       (select u.url from request_urls u
        where u.account_id = $1 and u.e164 = i.number and u.kind = 'sms_callback') as url
     from number_job_items i left join numbers n on n.account_id = $1 and n.e164 = i.number
     where i.account_id = $1 and i.job_id = $2 and i.problem is null order by i.seq limit ${SHOWN}`,
    [accountId, id],
  )
}

async function readFailures(
  tx: Tx,
  accountId: string,
  { id, state, problems, failed }: NumberJob,
): Promise<JobFailure[]> {
  const isDraft = state === 'ready'
  // A long list without any is not walked through to find none.
  if ((isDraft ? problems : failed) === 0) return []
  return tx.query<JobFailure>(
    isDraft
      ? `select seq, number, line, problem as reason from number_job_items
         where account_id = $1 and job_id = $2 and problem is not null order by seq limit ${FAILURES_SHOWN}`
      : `select r.seq, i.number, i.line, r.reason from number_job_results r
         join number_job_items i using (account_id, job_id, seq)
         where r.account_id = $1 and r.job_id = $2 and r.outcome = 'failed' order by r.seq limit ${FAILURES_SHOWN}`,
    [accountId, id],
  )
}
