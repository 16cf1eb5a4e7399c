import { demand } from '#domain/access/permissions.ts'
import { isTest, type Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { firstIdAt, newId } from '#lib/ids.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import type { DeliveryFilter } from './delivery-filter.ts'
import { matchValues } from './delivery-matches.sql.ts'
import { demandWhole } from './demand-whole.ts'
import { REPLAYABLE, REPLAYABLE_MS } from './preview-replay.ts'

/** At once in one account: each goes at its own rate, and the receiver gets the sum of them. */
const MOST_RUNNING = 5

type Input = { filter: DeliveryFilter; zone: string; perSecond: number }

/** Of what matches by now; a worker does it. Its id. Throws `invalid`, `no_event_matches`, `too_many_replays`, `test_key_routes_nothing`. */
export async function startReplay(scope: Scope, { filter, zone, perSecond }: Input): Promise<string> {
  demand(scope, 'routing.manage')
  demandWhole(scope)
  if (isTest(scope)) throw new Refusal('test_key_routes_nothing')
  if (!Number.isInteger(perSecond) || perSecond < 1 || perSecond > 1000)
    throw invalid({ per_second: 'Give a whole number from 1 to 1,000.' })
  const at = now()
  const id = newId(at)
  return tenantTransaction(scope.accountId, async (tx) => {
    // The account's row of the ledger is the lock: two starts at once are counted one after the other.
    await tx.query('select from balances where account_id = $1 for update', [scope.accountId])
    const running = await tx.query("select from replays where account_id = $1 and state = 'running'", [scope.accountId])
    if (running.length >= MOST_RUNNING)
      throw new Refusal('too_many_replays', { places: { most: String(MOST_RUNNING) } })
    const values = await matchValues(tx, scope.accountId, filter, zone)
    const [counted] = await tx.query<{ n: bigint }>(`select count(*) as n from deliveries d where ${REPLAYABLE}`, [
      ...values,
      firstIdAt(new Date(at.getTime() - REPLAYABLE_MS)),
    ])
    const total = counted?.n ?? 0n
    if (total === 0n) throw new Refusal('no_event_matches')
    await tx.query(
      `insert into replays (account_id, id, filter, per_second, total, until, due_at, started_at, started_by)
       values ($1, $2, $3, $4, $5, $6, $6, $6, $7)`,
      [scope.accountId, id, { ...filter, zone }, perSecond, total, at, scope.actor.name],
    )
    await appendAudit(tx, scope, {
      action: 'replay.started',
      object: `replay ${id}`,
      before: null,
      after: { events: Number(total), per_second: perSecond, ...asked(filter) },
    })
    return id
  })
}

function asked(filter: DeliveryFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''))
}
