import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { DAY_MS, now } from '#lib/time.ts'
import type { JobChange } from './job-change.ts'
import { demandJobs, MAX_JOB_NUMBERS } from './number-job.ts'

/** Begun within a day and neither done nor stopped. */
const MOST_OPEN = 50

type NewJob = { id: string; kind: 'edit' | 'import'; change: JobChange | null; source: string }

/** A step: the job without its items, which `countItems` counts once they are there. Nothing happens until somebody starts it. */
export async function insertNumberJob(tx: Tx, scope: Scope, { id, kind, change, source }: NewJob): Promise<void> {
  const { personId, name } = demandJobs(scope)
  await tx.query("select pg_advisory_xact_lock(hashtextextended('number jobs ' || $1, 0))", [scope.accountId])
  const open = await tx.query(
    "select 1 from number_jobs where account_id = $1 and state in ('ready', 'running') and created_at > $2 limit $3",
    [scope.accountId, new Date(now().getTime() - DAY_MS), MOST_OPEN],
  )
  if (open.length >= MOST_OPEN) throw new Refusal('too_many_jobs', { places: { most: String(MOST_OPEN) } })
  await tx.query(
    `insert into number_jobs (account_id, id, kind, state, started_by, started_by_name, origin, change, source, total, created_at)
     values ($1, $2, $3, 'ready', $4, $5, $6, $7, $8, 1, $9)`,
    [scope.accountId, id, kind, personId, name, scope.origin, change, source.slice(0, 500), now()],
  )
}

type Counted = { id: string; total: number; problems: number }

/** Throws `no_number_matches`, `too_many_numbers`: then nothing of the job stays. */
export async function countItems(tx: Tx, scope: Scope, { id, total, problems }: Counted): Promise<void> {
  if (total === 0) throw new Refusal('no_number_matches')
  if (total > MAX_JOB_NUMBERS)
    throw new Refusal('too_many_numbers', { places: { limit: MAX_JOB_NUMBERS.toLocaleString('en-US') } })
  await tx.query('update number_jobs set total = $3, problems = $4 where account_id = $1 and id = $2', [
    scope.accountId,
    id,
    total,
    problems,
  ])
}
