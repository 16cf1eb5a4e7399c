/** Works off jobs, some numbers at a time, so that a short job need not wait for a long one. */
import { openMember } from '#domain/access/open-member.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { type Claimed, type Item, workNumber } from './work-number.ts'

type Limits = { batch: number; leaseMs: number }

/** The next numbers of one job. Returns whether there was one. */
export async function runNumberJobs({ batch, leaseMs }: Limits): Promise<boolean> {
  const due = await query<{ account_id: string; job_id: string }>('select * from due_number_jobs($1, 5)', [now()])
  for (const { account_id: accountId, job_id: id } of due) {
    const job = await claim(accountId, id, leaseMs)
    if (!job) continue
    await workJob(job, batch, leaseMs)
    return true
  }
  return false
}

async function claim(accountId: string, id: string, leaseMs: number): Promise<Claimed | null> {
  const at = now()
  const [job] = await tenantTransaction(accountId, (tx) =>
    tx.query<Claimed>(
      `update number_jobs set lease_until = $4 where account_id = $1 and id = $2 and state = 'running' and lease_until <= $3
       returning account_id as "accountId", id, worked, change, started_by as "startedBy", origin`,
      [accountId, id, at, new Date(at.getTime() + leaseMs)],
    ),
  )
  return job ?? null
}

async function workJob(job: Claimed, batch: number, leaseMs: number): Promise<void> {
  const { accountId, id, worked } = job
  const scope = await openMember(accountId, job.startedBy, job.origin)
  if (!scope) return endForNobody(job)
  const items = await tenantTransaction(accountId, (tx) =>
    tx.query<Item>(
      `select seq, number, change, problem from number_job_items
       where account_id = $1 and job_id = $2 and seq > $3 order by seq limit ${batch}`,
      [accountId, id, worked],
    ),
  )
  for (const item of items) if (!(await workNumber(scope, job, item, leaseMs))) return
  // Whoever is next in the row of jobs comes first.
  await tenantTransaction(accountId, (tx) =>
    tx.query("update number_jobs set lease_until = $3 where account_id = $1 and id = $2 and state = 'running'", [
      accountId,
      id,
      now(),
    ]),
  )
}

async function endForNobody({ accountId, id }: Claimed): Promise<void> {
  await tenantTransaction(accountId, (tx) =>
    tx.query(
      `update number_jobs set state = 'failed', ended_at = $3, lease_until = null, problem = $4
       where account_id = $1 and id = $2 and state = 'running'`,
      [
        accountId,
        id,
        now(),
        'Whoever started it is not on the account any more. The numbers after this were left as they are.',
      ],
    ),
  )
}
