import { systemScope } from '#domain/access/system-scope.ts'
import type { Tx } from '#lib/db.ts'
import { SECOND_MS } from '#lib/time.ts'
import { type Health, healthAfter, type Outcome } from './circuit.ts'
import { writeDisabled } from './disable-endpoint.ts'
import { goneLetter } from './endpoint-letters.ts'
import { GONE } from './judge-attempt.ts'
import { mailAboutEndpoint } from './mail-about-endpoint.ts'
import type { Schedule } from './schedule.ts'

/** An endpoint that is well is written this rarely: its row is not on the hot road. */
const NOTED_EVERY_MS = 5 * SECOND_MS

type Known = Health & { id: string; address: string; state: 'active' | 'disabled' }

/** A step: `outcomes` by endpoint. */
export async function recordHealth(
  tx: Tx,
  accountId: string,
  outcomes: ReadonlyMap<string, readonly Outcome[]>,
  schedule: Schedule,
  at: Date,
): Promise<void> {
  if (outcomes.size === 0) return
  const seen = await tx.query<Known>(READ, [accountId, [...outcomes.keys()]])
  const failing = (id: string) => outcomes.get(id)?.some(({ ok }) => !ok) ?? false
  const unwell = seen.filter((one) => one.failingSince !== null || one.failuresInRow > 0 || failing(one.id))
  const well = seen.filter((one) => !unwell.includes(one) && !isFresh(one, at))
  if (well.length > 0) {
    const statuses = well.map(({ id }) => outcomes.get(id)?.at(-1)?.statusCode ?? null)
    await tx.query(NOTE_WELL, [
      accountId,
      well.map(({ id }) => id),
      statuses,
      at,
      new Date(at.getTime() - NOTED_EVERY_MS),
    ])
  }
  if (unwell.length === 0) return
  const locked = await tx.query<Known>(LOCK, [accountId, unwell.map(({ id }) => id)])
  const after = locked.map((one) => ({ ...one, ...healthAfter(one, outcomes.get(one.id) ?? [], schedule, at) }))
  const column = <T>(pick: (one: Known) => T) => after.map(pick)
  await tx.query(WRITE, [
    accountId,
    column((one) => one.id),
    column((one) => one.failuresInRow),
    column((one) => one.failingSince),
    column((one) => one.openUntil),
    column((one) => one.mailed),
    column((one) => one.lastSuccessAt),
    column((one) => one.lastFailureAt),
    column((one) => one.lastStatus),
    column((one) => one.lastError),
  ])
  const scope = systemScope(accountId, 'Web hooks')
  for (const endpoint of locked) {
    const isGone = outcomes.get(endpoint.id)?.some(({ statusCode }) => statusCode === GONE)
    if (!isGone || endpoint.state === 'disabled') continue
    await writeDisabled(tx, scope, endpoint, 'gone')
    await mailAboutEndpoint(tx, accountId, (accountName) => goneLetter({ ...endpoint, accountName }))
  }
}

function isFresh({ lastSuccessAt }: Known, at: Date): boolean {
  return lastSuccessAt !== null && at.getTime() - lastSuccessAt.getTime() < NOTED_EVERY_MS
}

const COLUMNS = `id, address, state, failures_in_row as "failuresInRow", failing_since as "failingSince", open_until as "openUntil", mailed,
  last_success_at as "lastSuccessAt", last_failure_at as "lastFailureAt", last_status as "lastStatus", last_error as "lastError"`
const FROM = 'from endpoints where account_id = $1 and id = any($2::uuid[])'

const READ = { name: 'read_health', text: `select ${COLUMNS} ${FROM}` }
const LOCK = { name: 'lock_health', text: `select ${COLUMNS} ${FROM} order by id for no key update` }

const NOTE_WELL = {
  name: 'note_well',
  text: `update endpoints e set last_success_at = $4, last_status = n.status, last_error = null
         from unnest($2::uuid[], $3::int[]) as n (id, status)
         where e.account_id = $1 and e.id = any(array(
           select id from endpoints where account_id = $1 and id = any($2) and (last_success_at is null or last_success_at < $5)
           order by id for no key update skip locked)) and e.id = n.id`,
}

const WRITE = {
  name: 'write_health',
  text: `update endpoints e set failures_in_row = n.failures, failing_since = n.since, open_until = n.open, mailed = n.mailed,
           last_success_at = n.success, last_failure_at = n.failure, last_status = n.status, last_error = n.error
         from unnest($2::uuid[], $3::int[], $4::timestamptz[], $5::timestamptz[], $6::int[], $7::timestamptz[], $8::timestamptz[],
           $9::int[], $10::text[]) as n (id, failures, since, open, mailed, success, failure, status, error)
         where e.account_id = $1 and e.id = any($2) and e.id = n.id`,
}
