/** Events to deliver, written as rows: receivers of so many endpoints, each of an account. */
import type pg from 'pg'
import { endpointOf } from '#domain/webhooks/endpoint-of.ts'
import { newId } from '#lib/ids.ts'
import type { Sender } from '../stage/fixtures.ts'

export type Place = { accountId: string; url: string; endpointId: string; address: string }

export function placeOf({ accountId }: Sender, url: string): Place {
  const { id: endpointId, address } = endpointOf({ url, from: 'account' })
  return { accountId, url, endpointId, address }
}

/** Of a round that is over nothing may be left. */
export async function clearEvents(client: pg.Client): Promise<void> {
  await client.query('truncate deliveries, delivery_attempts, endpoints')
}

export async function addEvents(client: pg.Client, places: readonly Place[]): Promise<void> {
  const known = [...new Map(places.map((one) => [`${one.accountId} ${one.endpointId}`, one])).values()]
  await client.query(
    `insert into endpoints (account_id, id, address, created_at) select *, now()
     from unnest($1::uuid[], $2::uuid[], $3::text[]) on conflict do nothing`,
    [known.map((one) => one.accountId), known.map((one) => one.endpointId), known.map((one) => one.address)],
  )
  const due = Date.now()
  const body = JSON.stringify({ data: { attributes: { body: 'x'.repeat(160) }, type: 'message', id: 'mdr2-0' }, due })
  await client.query(
    `insert into deliveries (account_id, id, message_id, kind, number, peer, url, origin, endpoint_id, body, status, due_at, created_at)
     select account, id, null, 'inbound', '+12065550100', '+12065550107', url, 'account', endpoint, $5, 'pending', $6, $6
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[]) as d (account, id, url, endpoint)`,
    [
      places.map((one) => one.accountId),
      places.map(() => newId()),
      places.map((one) => one.url),
      places.map((one) => one.endpointId),
      body,
      new Date(due),
    ],
  )
  await client.query("select pg_notify('work', '*')")
}
