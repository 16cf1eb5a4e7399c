/**
 * One number of a job: its change, its row in the audit log, its result and the job's place are one transaction, which holds the job's
 * row and asks whether it still stands before this number. Two workers, or one that comes back from the dead, do nothing twice.
 */
import { demand } from '#domain/access/permissions.ts'
import type { Origin, Scope } from '#domain/access/scope.ts'
import { demandPlace } from '#domain/routing/demand-place.ts'
import { writeRequestUrl } from '#domain/routing/write-request-url.ts'
import { isPassing, type Tx, tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { JOB_URLS, type JobChange } from './job-change.ts'
import type { JobOutcome } from './number-job.ts'
import { writeSettings } from './write-settings.ts'

export type Claimed = {
  accountId: string
  id: string
  worked: number
  change: JobChange | null
  startedBy: string
  origin: Origin
}
export type Item = { seq: number; number: string; change: JobChange | null; problem: string | null }
type Result = { outcome: JobOutcome; reason: string | null }

/** False: somebody else has the job, or it was cancelled. */
export async function workNumber(scope: Scope, job: Claimed, item: Item, leaseMs: number): Promise<boolean> {
  const record = (result: Result, tx: Tx) => recordResult(tx, job, item.seq, result, leaseMs)
  try {
    return await tenantTransaction(scope.accountId, async (tx) => {
      if (!(await holdPlace(tx, job, item.seq))) return false
      await record(item.problem ? { outcome: 'failed', reason: item.problem } : await apply(tx, scope, job, item), tx)
      return true
    })
  } catch (fault) {
    const reason = reasonOf(fault)
    if (reason === null) throw fault
    return tenantTransaction(scope.accountId, async (tx) => {
      if (!(await holdPlace(tx, job, item.seq))) return false
      await record({ outcome: 'failed', reason }, tx)
      return true
    })
  }
}

async function holdPlace(tx: Tx, { accountId, id }: Claimed, seq: number): Promise<boolean> {
  const held = await tx.query(
    "select 1 from number_jobs where account_id = $1 and id = $2 and state = 'running' and worked = $3 for update",
    [accountId, id, seq - 1],
  )
  return held.length > 0
}

async function apply(tx: Tx, scope: Scope, job: Claimed, item: Item): Promise<Result> {
  demand(scope, 'numbers.manage')
  const change = item.change ?? job.change ?? {}
  let changed = await writeSettings(tx, scope, item.number, change)
  for (const kind of JOB_URLS) {
    const url = change[kind]
    if (url === undefined) continue
    demand(scope, 'routing.manage')
    demandPlace(scope, item.number)
    if (await writeRequestUrl(tx, scope, { e164: item.number, kind, url })) changed = true
  }
  return { outcome: changed ? 'changed' : 'unchanged', reason: null }
}

async function recordResult(
  tx: Tx,
  { accountId, id }: Claimed,
  seq: number,
  { outcome, reason }: Result,
  leaseMs: number,
): Promise<void> {
  const at = now()
  await tx.query(
    'insert into number_job_results (account_id, job_id, seq, outcome, reason, at) values ($1, $2, $3, $4, $5, $6)',
    [accountId, id, seq, outcome, reason, at],
  )
  await tx.query(
    `update number_jobs set worked = $3, ${outcome} = ${outcome} + 1,
       state = case when total = $3 then 'done' else state end,
       ended_at = case when total = $3 then $4::timestamptz end,
       lease_until = case when total = $3 then null else $5::timestamptz end
     where account_id = $1 and id = $2`,
    [accountId, id, seq, at, new Date(at.getTime() + leaseMs)],
  )
}

/** What is wrong with this number for good; null: a fault that may pass, so the job waits and comes back to it. */
function reasonOf(fault: unknown): string | null {
  if (fault instanceof Refusal) {
    const fields = Object.values(fault.fields ?? {}).flat()
    return fault.code === 'not_found' ? 'This account has no such number.' : fields.join(' ') || fault.message
  }
  return isPassing(fault) ? null : 'Longcode failed to change this number because of a fault on its side.'
}
