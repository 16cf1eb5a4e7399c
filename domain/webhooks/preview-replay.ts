import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { firstIdAt } from '#lib/ids.ts'
import { DAY_MS, now } from '#lib/time.ts'
import type { DeliveryStatus } from './delivery.ts'
import type { DeliveryFilter } from './delivery-filter.ts'
import { MATCHES, matchValues, NEXT_PLACE } from './delivery-matches.sql.ts'
import { demandWhole } from './demand-whole.ts'
import type { ReplayPreview } from './replay-rows.ts'

/** Older ones are not sent again. */
export const REPLAYABLE_MS = 30 * DAY_MS

/** What a replay takes of those that match: not what still waits for its schedule. `$11`: the oldest id. */
export const REPLAYABLE = `${MATCHES} and d.status <> 'pending' and d.id >= $${NEXT_PLACE}`

type Counted = { status: DeliveryStatus; endpointId: string | null; address: string | null; n: bigint; cost: bigint }

/** What would be sent again. Nothing is changed. */
export async function previewReplay(
  scope: Scope,
  input: { filter: DeliveryFilter; zone: string },
): Promise<ReplayPreview> {
  demand(scope, 'routing.manage')
  demandWhole(scope)
  const counted = await tenantTransaction(scope.accountId, (tx) => count(tx, scope.accountId, input))
  const sum = (of: readonly Counted[]) => of.reduce((total, { n }) => total + Number(n), 0)
  const outcomes = [...new Set(counted.map(({ status }) => status))]
  const endpoints = new Map(counted.map(({ endpointId, address }) => [endpointId, address]))
  return {
    total: sum(counted),
    byOutcome: outcomes.map((outcome) => ({ outcome, count: sum(counted.filter(({ status }) => status === outcome)) })),
    byEndpoint: [...endpoints]
      .map(([id, address]) => ({ id, address, count: sum(counted.filter((one) => one.endpointId === id)) }))
      .sort((a, b) => b.count - a.count),
    costNanos: counted.reduce((total, { cost }) => total + cost, 0n).toString(),
  }
}

/** What waits for the balance is charged as it goes out; it is few, since everything else is held by then as well. */
async function count(tx: Tx, accountId: string, { filter, zone }: { filter: DeliveryFilter; zone: string }) {
  return tx.query<Counted>(
    `select d.status, d.endpoint_id as "endpointId", min(e.address) as address, count(*) as n,
       coalesce(sum((select (m.part_nanos + m.surcharge_nanos) * m.parts from messages m
         where d.held_why = 'no_balance' and m.account_id = d.account_id and m.id = d.message_id and m.status = 'held'
           and not m.is_test)), 0)::bigint as cost
     from deliveries d left join endpoints e on e.account_id = d.account_id and e.id = d.endpoint_id
     where ${REPLAYABLE} group by 1, 2`,
    [...(await matchValues(tx, accountId, filter, zone)), firstIdAt(new Date(now().getTime() - REPLAYABLE_MS))],
  )
}
