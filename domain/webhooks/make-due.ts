/** A step: events go out once more, under their old ids, to the URL that is in force now. */
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { releaseHeld } from '#domain/messages/release-held.ts'
import { type EffectiveUrl, effectiveOf, type RequestUrl, urlsOf } from '#domain/routing/effective-url.ts'
import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { DeliveryStatus, EventKind, HeldWhy } from './delivery.ts'
import { endpointOf } from './endpoint-of.ts'
import { URL_KIND_OF } from './example-event.ts'
import { inboundPayload } from './payload.ts'
import { readForm } from './queue-deliveries.ts'

type Event = {
  id: string
  kind: EventKind
  status: DeliveryStatus
  url: string
  origin: EffectiveUrl['from']
  number: string
  heldWhy: HeldWhy | null
  messageId: string | null
  attempts: number
  body: string
}
type Due = Event & { target: EffectiveUrl }

/** `left`: why an event could not go out. */
export type MadeDue = { due: string[]; left: Map<string, HeldWhy> }

/** `pending` ones among them are made due at once. `replayId`: on whose behalf. */
export async function makeDue(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
  replayId: string | null,
): Promise<MadeDue> {
  await lockMoney(tx, accountId, ids)
  const events = await tx.query<Event>(
    `select id, kind, status, url, origin, number, held_why as "heldWhy", message_id as "messageId", attempts, body
     from deliveries where account_id = $1 and id = any($2::uuid[]) order by id for update`,
    [accountId, ids],
  )
  const left = new Map<string, HeldWhy>()
  const routed = await route(tx, accountId, events, left)
  const open = await meetEndpoints(tx, accountId, routed, left)
  const ready: Due[] = []
  for (const event of open) {
    const renewed = await renew(tx, accountId, event)
    if (typeof renewed === 'string') left.set(event.id, renewed)
    else ready.push(renewed)
  }
  await write(tx, accountId, ready, replayId)
  return { due: ready.map(({ id }) => id), left }
}

/** What was held may cost something when it goes out, and the balance comes before the events and endpoints wherever money moves. */
async function lockMoney(tx: Tx, accountId: string, ids: readonly string[]): Promise<void> {
  const [held] = await tx.query(
    `select from deliveries where account_id = $1 and id = any($2::uuid[]) and kind = 'inbound' and status = 'held' limit 1`,
    [accountId, ids],
  )
  if (held) await lockBalance(tx, accountId)
}

/** A message's own URL stays its own; the others are asked for anew, since whoever replays has mended something. */
async function route(tx: Tx, accountId: string, events: readonly Event[], left: Map<string, HeldWhy>): Promise<Due[]> {
  const kinds = new Set(events.map(({ kind }) => URL_KIND_OF[kind]))
  const urls: RequestUrl[] = []
  for (const kind of kinds)
    urls.push(...(await urlsOf(tx, accountId, kind, new Set(events.map(({ number }) => number)))))
  return events.flatMap((event) => {
    const messageUrl = event.origin === 'message' ? event.url : null
    const target = effectiveOf(urls, { e164: event.number, kind: URL_KIND_OF[event.kind], messageUrl })
    if (target) return [{ ...event, target }]
    left.set(event.id, 'no_url')
    return []
  })
}

async function meetEndpoints(
  tx: Tx,
  accountId: string,
  events: readonly Due[],
  left: Map<string, HeldWhy>,
): Promise<Due[]> {
  const addresses = new Map(events.map(({ target }) => [endpointOf(target).id, endpointOf(target).address]))
  await tx.query(
    `insert into endpoints (account_id, id, address, created_at)
     select $1, e.id, e.address, $4 from unnest($2::uuid[], $3::text[]) as e (id, address) order by e.id on conflict do nothing`,
    [accountId, [...addresses.keys()], [...addresses.values()], now()],
  )
  const disabled = await tx.query<{ id: string }>(
    "select id from endpoints where account_id = $1 and id = any($2::uuid[]) and state = 'disabled'",
    [accountId, [...addresses.keys()]],
  )
  const closed = new Set(disabled.map(({ id }) => id))
  return events.filter((event) => {
    const isOpen = !closed.has(endpointOf(event.target).id)
    if (!isOpen) left.set(event.id, 'endpoint_disabled')
    return isOpen
  })
}

/** What was held never went out: its message is released, and its body names what is true by now. What went out keeps its bytes. */
async function renew(tx: Tx, accountId: string, event: Due): Promise<Due | HeldWhy> {
  const { kind, heldWhy, messageId, attempts, target } = event
  if (kind !== 'inbound' || heldWhy === null || messageId === null) return event
  const released = await releaseHeld(tx, accountId, messageId, heldWhy)
  if ('refused' in released) return released.refused
  if (attempts > 0) return event
  return { ...event, body: inboundPayload(await readForm(tx, accountId), target.url, released.facts) }
}

async function write(tx: Tx, accountId: string, events: readonly Due[], replayId: string | null): Promise<void> {
  const column = <T>(pick: (one: Due) => T) => events.map(pick)
  await tx.query(
    `update deliveries d set status = 'pending', held_why = null, due_at = $2, done_at = null, tries = 0, url = n.url,
       origin = n.origin, endpoint_id = n.endpoint_id, body = n.body, replay_id = $3,
       replayed_from = case when d.status = 'pending' then d.replayed_from else d.status end
     from unnest($4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::text[]) as n (id, url, origin, endpoint_id, body)
     where d.account_id = $1 and d.id = any($4) and d.id = n.id`,
    [
      accountId,
      now(),
      replayId,
      column(({ id }) => id),
      column(({ target }) => target.url),
      column(({ target }) => target.from),
      column(({ target }) => endpointOf(target).id),
      column(({ body }) => body),
    ],
  )
}
