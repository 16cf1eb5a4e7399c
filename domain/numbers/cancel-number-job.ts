import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { demandJobs } from './number-job.ts'

/** Ends it after the number at hand; what was done stays done. Before its start it is discarded. Throws `not_found`, `job_not_ready`. */
export async function cancelNumberJob(scope: Scope, { id }: { id: string }): Promise<void> {
  demandJobs(scope, id)
  await tenantTransaction(scope.accountId, async (tx) => {
    const [job] = await tx.query<{ state: string; worked: number; total: number }>(
      'select state, worked, total from number_jobs where account_id = $1 and id = $2 for update',
      [scope.accountId, id],
    )
    if (!job) throw new Refusal('not_found')
    if (job.state !== 'ready' && job.state !== 'running') throw new Refusal('job_not_ready')
    await tx.query(
      `update number_jobs set state = 'canceled', ended_at = $3, lease_until = null where account_id = $1 and id = $2`,
      [scope.accountId, id, now()],
    )
    if (job.state === 'ready') return
    const { worked, total } = job
    await appendAudit(tx, scope, {
      action: 'number_job.canceled',
      object: id,
      before: null,
      after: { worked, numbers: total },
    })
  })
}
