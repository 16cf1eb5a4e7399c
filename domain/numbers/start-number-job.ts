import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { demandJobs, JOB_COLUMNS, type NumberJob } from './number-job.ts'

/** Whoever starts it is in whose name it is done. Throws `not_found`, `job_not_ready`. */
export async function startNumberJob(scope: Scope, { id }: { id: string }): Promise<void> {
  const { personId, name } = demandJobs(scope, id)
  await tenantTransaction(scope.accountId, async (tx) => {
    const [job] = await tx.query<NumberJob>(
      `select ${JOB_COLUMNS} from number_jobs where account_id = $1 and id = $2 for update`,
      [scope.accountId, id],
    )
    if (!job) throw new Refusal('not_found')
    if (job.state !== 'ready') throw new Refusal('job_not_ready')
    await tx.query(
      `update number_jobs set state = 'running', started_by = $3, started_by_name = $4, origin = $5, started_at = $6, lease_until = $6
       where account_id = $1 and id = $2`,
      [scope.accountId, id, personId, name, scope.origin, now()],
    )
    await appendAudit(tx, scope, {
      action: 'number_job.started',
      object: id,
      before: null,
      after: { numbers: job.total, from: job.source, ...job.change },
    })
  })
}
