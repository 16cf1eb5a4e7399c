import { type Tx, tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { FAILURES_TO_OPEN } from './circuit.ts'
import { secretsFor } from './signing-secret.ts'

/** `secrets`: what to sign with, newest first. `isProbe`: the circuit of its endpoint is open, and this is to find out whether it may close. */
export type ClaimedDelivery = {
  accountId: string
  endpointId: string
  id: string
  url: string
  body: string
  attempts: number
  secrets: readonly Buffer[]
  isProbe: boolean
}

export type EndpointRef = { accountId: string; endpointId: string }
/** As people set them; null: the engine's own. */
export type Limits = { maxAtOnce: number | null; maxPerSecond: number | null }

const HELD_AT_ONCE = 500

type Endpoint = Limits & { state: 'active' | 'disabled'; failuresInRow: number; openUntil: Date | null }
type Row = Pick<ClaimedDelivery, 'id' | 'url' | 'body' | 'attempts'>
type Input = { limit: number; leaseMs: number }

/**
 * Takes what is due at one endpoint; nobody else takes it until `leaseMs` have passed, so a worker that dies delays it and loses nothing.
 * An open circuit gives out one probe when its time has come; what goes to a disabled endpoint is held.
 */
export async function claimDeliveries(
  { accountId, endpointId }: EndpointRef,
  { limit, leaseMs }: Input,
): Promise<{ deliveries: ClaimedDelivery[]; limits: Limits }> {
  const at = now()
  const place = [accountId, endpointId, at, new Date(at.getTime() + leaseMs)]
  return tenantTransaction(accountId, async (tx) => {
    // One round trip. The secrets are asked for whether there is something to sign or not: mostly there is.
    const [[endpoint], taken, signers] = await Promise.all([
      tx.query<Endpoint>(ENDPOINT, [accountId, endpointId]),
      tx.query<Row>(CLAIM, [...place, limit]),
      secretsFor(tx, accountId, [endpointId]),
    ])
    if (!endpoint) return { deliveries: [], limits: { maxAtOnce: null, maxPerSecond: null } }
    if (endpoint.state === 'disabled') await hold(tx, accountId, endpointId)
    const isHalfOpen = endpoint.state === 'active' && isOver(endpoint, at)
    const rows = isHalfOpen && taken.length === 0 ? await takeProbe(tx, place) : taken
    const secrets = rows.length > 0 ? signers.of(endpointId) : []
    const deliveries = rows.map((row) => ({ accountId, endpointId, ...row, secrets, isProbe: isHalfOpen }))
    return { deliveries, limits: { maxAtOnce: endpoint.maxAtOnce, maxPerSecond: endpoint.maxPerSecond } }
  })
}

function isOver({ failuresInRow, openUntil }: Endpoint, at: Date): boolean {
  return failuresInRow >= FAILURES_TO_OPEN && (openUntil === null || openUntil <= at)
}

const ENDPOINT = {
  name: 'endpoint_of_claim',
  text: `select state, failures_in_row as "failuresInRow", open_until as "openUntil", max_at_once as "maxAtOnce",
           max_per_second as "maxPerSecond"
         from endpoints where account_id = $1 and id = $2`,
}

const CLAIM = {
  name: 'claim_deliveries',
  text: `
    with due as (
      select id from deliveries where account_id = $1 and endpoint_id = $2 and due_at <= $3 order by due_at
      limit (select least($5::int, max_at_once, max_per_second) from endpoints
             where account_id = $1 and id = $2 and state = 'active' and failures_in_row < ${FAILURES_TO_OPEN}
               and (open_until is null or open_until <= $3)
             union all select 0 limit 1)
      for update skip locked
    )
    update deliveries d set due_at = $4 where d.account_id = $1 and d.id = any(array(select id from due))
    returning d.id, d.url, d.body, d.attempts`,
}

const PROBE = {
  name: 'claim_probe',
  text: `
    with due as (
      select id from deliveries where account_id = $1 and endpoint_id = $2 and due_at <= $3 order by due_at limit 1
      for update skip locked
    )
    update deliveries d set due_at = $4 where d.account_id = $1 and d.id = any(array(select id from due))
    returning d.id, d.url, d.body, d.attempts`,
}

/** Two workers that come at the same time wait for each other here, and the second finds that it is too late. */
async function takeProbe(tx: Tx, place: readonly unknown[]): Promise<Row[]> {
  const mine = await tx.query(
    `update endpoints set open_until = $4 where account_id = $1 and id = $2 and state = 'active'
       and failures_in_row >= ${FAILURES_TO_OPEN} and (open_until is null or open_until <= $3)
     returning id`,
    place,
  )
  if (mine.length === 0) return []
  const rows = await tx.query<Row>(PROBE, place)
  // Another took the last one meanwhile: the next event is the probe.
  if (rows.length === 0)
    await tx.query('update endpoints set open_until = $3 where account_id = $1 and id = $2', place.slice(0, 3))
  return rows
}

async function hold(tx: Tx, accountId: string, endpointId: string): Promise<void> {
  await tx.query(
    `update deliveries set status = 'held', held_why = 'endpoint_disabled', due_at = null
     where account_id = $1 and id = any(array(
       select id from deliveries where account_id = $1 and endpoint_id = $2 and due_at <= $3 order by due_at limit ${HELD_AT_ONCE}
       for update skip locked))`,
    [accountId, endpointId, now()],
  )
}
