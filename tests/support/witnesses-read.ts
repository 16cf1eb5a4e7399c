/** What the database and the carrier's log say, as the checker joins them. */
import { readFileSync } from 'node:fs'
import type { Status } from '#domain/messages/status.ts'
import type { Entry } from '#server/carriers/sandbox/witness.ts'
import { queryAsOwner } from './database.ts'

export type Event = { rev: number; kind: string; at: Date }
export type StoredMessage = {
  id: string
  direction: 'outbound' | 'inbound'
  status: Status
  rev: number
  from: string
  to: string
  body: string
  parts: number
  events: Event[]
  /** How many postings of each kind name it. */
  postings: Partial<Record<string, number>>
}

export type Books = {
  /** Of all signed entries: live ones and test ones, each how far from zero. */
  sum: bigint
  /** How far the balances are from their entries, live and test. */
  availableOff: bigint
  heldOff: bigint
}

/** A line that is still being written is not there yet. */
export function readCarrierLog(file: string): Entry[] {
  const text = readFileSync(file, 'utf8')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

export async function readMessages(databaseUrl: string, accountId: string): Promise<StoredMessage[]> {
  const messages = await queryAsOwner<Omit<StoredMessage, 'events' | 'postings'>>(
    databaseUrl,
    `select id, direction, status, rev, from_e164 as "from", to_e164 as "to", body, parts
     from messages where account_id = $1 order by id`,
    [accountId],
  )
  const events = await queryAsOwner<Event & { message_id: string }>(
    databaseUrl,
    'select message_id, rev, kind, at from message_events where account_id = $1 order by message_id, rev',
    [accountId],
  )
  const postings = await queryAsOwner<{ message_id: string; kind: string; count: number }>(
    databaseUrl,
    `select message_id, kind, count(*)::int from ledger_postings
     where account_id = $1 and message_id is not null group by 1, 2`,
    [accountId],
  )
  const eventsOf = Map.groupBy(events, (event) => event.message_id)
  const postingsOf = Map.groupBy(postings, (posting) => posting.message_id)
  return messages.map((message) => ({
    ...message,
    events: eventsOf.get(message.id) ?? [],
    postings: Object.fromEntries((postingsOf.get(message.id) ?? []).map(({ kind, count }) => [kind, count])),
  }))
}

/** Postings of messages that are not there: money without a message. */
export async function countStrayPostings(databaseUrl: string, accountId: string): Promise<string[]> {
  const rows = await queryAsOwner<{ id: string }>(
    databaseUrl,
    `select p.message_id as id from ledger_postings p
     left join messages m on m.account_id = p.account_id and m.id = p.message_id
     where p.account_id = $1 and p.message_id is not null and m.id is null`,
    [accountId],
  )
  return rows.map(({ id }) => id)
}

export async function readBooks(databaseUrl: string, accountId: string): Promise<Books> {
  const [books] = await queryAsOwner<{ sum: string; available: string; held: string }>(
    databaseUrl,
    `select sum(abs(total))::text as sum, sum(abs(kept_available - available))::text as available,
       sum(abs(kept_held - held))::text as held
     from balances b
     cross join lateral (
       values (false, b.available_nanos, b.held_nanos), (true, b.test_available_nanos, b.test_held_nanos)
     ) as k (is_test, kept_available, kept_held)
     cross join lateral (
       select coalesce(sum(e.amount_nanos), 0) as total,
         coalesce(sum(e.amount_nanos) filter (where e.book = 'available'), 0) as available,
         coalesce(sum(e.amount_nanos) filter (where e.book = 'held'), 0) as held
       from ledger_entries e where e.account_id = b.account_id and e.is_test = k.is_test) e
     where b.account_id = $1 group by b.account_id`,
    [accountId],
  )
  if (!books) throw new Error('The account has no balance.')
  return { sum: BigInt(books.sum), availableOff: BigInt(books.available), heldOff: BigInt(books.held) }
}
