/**
 * The events of an account in the order in which they committed: whoever reads from cursor to cursor sees each exactly once, also one
 * whose transaction began early and committed late. It stays below the oldest running transaction, as the outbox's readers do.
 */
import { demand } from '#domain/access/permissions.ts'
import { isTest, numberLimit, type Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { firstIdAt, NO_ID } from '#lib/ids.ts'
import { invalid } from '#lib/refusals.ts'
import { DAY_MS, MINUTE_MS, now } from '#lib/time.ts'
import type { DeliveryStatus, EventKind, HeldWhy } from './delivery.ts'
import { IS_TEST } from './delivery-visible.sql.ts'
import { type EventPosition, readCursor, writeCursor } from './event-cursor.ts'

export type FeedEvent = {
  id: string
  kind: EventKind
  at: Date
  status: DeliveryStatus
  heldWhy: HeldWhy | null
  body: string
}

/** `cursor`: where to go on, also after a batch that is empty. `hasMore`: go on at once. */
export type EventBatch = { events: FeedEvent[]; cursor: string; hasMore: boolean }

/** `after`: a cursor, `now` for what is to come, or null for the oldest that is kept in reach. `kinds` empty: all. */
export type EventsAsked = { after: string | null; limit: number; kinds: readonly EventKind[] }

const REACH_MS = 30 * DAY_MS
export const MOST_EVENTS = 500
/** Looked at for one answer when not all of them are wanted: a rare kind among many others is found step by step. */
const WINDOW = 1_000
/** More than ever commit at once in one account. */
const FIRST_ROWS = 1_000

const START = {
  name: 'events_start',
  text: `
    select least(min(first.xid), pg_snapshot_xmin(pg_current_snapshot()))::text as oldest,
      pg_snapshot_xmin(pg_current_snapshot())::text as newest
    from (select xid from deliveries where account_id = $1 and id >= $2 order by id limit ${FIRST_ROWS}) first`,
}

/** A key sees what is of its own money and of its own numbers; a person sees all. */
const EVENTS = {
  name: 'events_after',
  text: `
    with seen as (
      select d.xid, d.id, d.kind, d.created_at as at, d.status, d.held_why, d.body, ($6::text[] is null or d.kind = any($6))
          and ($7::text[] is null or d.number = any($7))
          and ($8::boolean is null or $8 = ${IS_TEST}) as wanted
      from deliveries d
      where d.account_id = $1 and (d.xid, d.id) > ($2::xid8, $3::uuid) and d.id >= $4
        and d.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by d.xid, d.id limit $5
    )
    select xid::text, id, kind, at, status, held_why as "heldWhy", case when wanted then body end as body from seen order by seen.xid, id`,
}

type Seen = Omit<FeedEvent, 'body'> & { xid: string; body: string | null }

/** Throws `invalid` for a cursor that is none. */
export async function readEvents(scope: Scope, { after, limit, kinds }: EventsAsked): Promise<EventBatch> {
  demand(scope, 'messages.content')
  const { accountId, actor } = scope
  const numbers = numberLimit(scope)
  const isPicky = kinds.length > 0 || numbers !== null || isTest(scope)
  const window = isPicky ? Math.max(limit, WINDOW) : limit
  return tenantTransaction(accountId, async (tx) => {
    const from = await positionOf(tx, accountId, after)
    const seen = await tx.query<Seen>(EVENTS, [
      accountId,
      from.xid,
      from.id,
      oldestId(),
      window,
      kinds.length > 0 ? kinds : null,
      numbers,
      actor.kind === 'key' ? isTest(scope) : null,
    ])
    const events: FeedEvent[] = []
    let last = from
    for (const { xid, body, ...event } of seen) {
      if (events.length === limit) break
      last = { xid, id: event.id }
      if (body !== null) events.push({ ...event, body })
    }
    return {
      events,
      cursor: writeCursor(last),
      hasMore: seen.length === window || last.id !== (seen.at(-1)?.id ?? last.id),
    }
  })
}

async function positionOf(tx: Tx, accountId: string, after: string | null): Promise<EventPosition> {
  if (after !== null && after !== 'now') {
    const position = readCursor(after)
    if (!position) throw invalid({ after: 'Must be a cursor as an earlier answer gave it, or now.' })
    return later(position, await oldestOf(tx, accountId))
  }
  const [ends] = await tx.query<{ oldest: string; newest: string }>(START, [accountId, oldestId()])
  return { xid: (after === 'now' ? ends?.newest : ends?.oldest) ?? '0', id: NO_ID }
}

/** Of each account that reads, for a while: it only moves forward, so that an old one still bounds. */
const REMEMBER_MS = MINUTE_MS
const MAX_REMEMBERED = 10_000
const oldest = new Map<string, { xid: string; until: number }>()

/** Nobody reads what is older, and whoever makes up a cursor from before it would have it searched. */
async function oldestOf(tx: Tx, accountId: string): Promise<EventPosition> {
  const hit = oldest.get(accountId)
  if (hit && hit.until > performance.now()) return { xid: hit.xid, id: NO_ID }
  const [ends] = await tx.query<{ oldest: string }>(START, [accountId, oldestId()])
  const xid = ends?.oldest ?? '0'
  if (oldest.size >= MAX_REMEMBERED) oldest.clear()
  oldest.set(accountId, { xid, until: performance.now() + REMEMBER_MS })
  return { xid, id: NO_ID }
}

function later(one: EventPosition, other: EventPosition): EventPosition {
  return BigInt(one.xid) < BigInt(other.xid) ? other : one
}

function oldestId(): string {
  return firstIdAt(new Date(now().getTime() - REACH_MS))
}
