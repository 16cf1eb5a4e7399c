/** What was spent, added up anew from the postings, is what the totals say; and no posting was given back more than it moved. */
import type { Tx } from '#lib/db.ts'
import { type BooksFault, MOST_NAMED } from './books-fault.ts'

/** Moments as PostgreSQL writes them, infinities included; a window begins and ends with a quarter of an hour. */
export type Window = { from: string; until: string }
export const ALL_TIME: Window = { from: '-infinity', until: 'infinity' }

const MOVING = "p.account_id = $1 and p.kind not in ('hold', 'release') and not p.is_test"

const NEXT_QUARTER = `
  select greatest(date_bin('15 minutes', p.at, '2000-01-01T00:00:00Z'), $2::timestamptz + interval '15 minutes')::text as until
  from ledger_postings p where ${MOVING} and p.at >= $2::timestamptz order by p.at offset $3 limit 1`

/** From there on as many quarters as hold about so many postings, and at least one, however much was spent in it. */
export async function windowFrom(tx: Tx, accountId: string, from: string, postings: number): Promise<Window> {
  const [next] = await tx.query<{ until: string }>(NEXT_QUARTER, [accountId, from, postings])
  return next ? { from, until: next.until } : { from, until: ALL_TIME.until }
}

const QUARTERS = `
  with told as (
    select dimension, at, value, messages, parts, nanos from spend_totals
    where account_id = $1 and dimension = any('{line,number,key}') and level = 'quarter' and at >= $2::timestamptz and at < $3::timestamptz
  ), moved as (
    select s.dimension, s.at, s.value, s.messages, s.parts, s.nanos from spend_of($1, 'UTC', (
      select array_agg(p.id) from ledger_postings p where ${MOVING} and p.at >= $2::timestamptz and p.at < $3::timestamptz)) s
    where s.level = 'quarter'
  )
  select dimension, 'quarter' as level, at::text, value, coalesce(t.nanos, 0)::text as "toldNanos", coalesce(m.nanos, 0)::text as "postedNanos"
  from told t full join moved m using (dimension, at, value)
  where (coalesce(t.messages, 0), coalesce(t.parts, 0), coalesce(t.nanos, 0))
    <> (coalesce(m.messages, 0), coalesce(m.parts, 0), coalesce(m.nanos, 0))
  order by at, dimension, value limit ${MOST_NAMED + 1}`

/** Of the days or months that a window touches, in the account's zone: each day is its quarters, each month its days. */
const calendar = (level: 'day' | 'month', of: 'quarter' | 'day') => `
  with zone as (select time_zone as z from accounts where id = $1), span as (
    select case when $2 = '-infinity' then $2::timestamptz else date_trunc('${level}', $2::timestamptz, z) end as since,
      case when $3 = 'infinity' then $3::timestamptz else (date_trunc('${level}', $3::timestamptz at time zone z) + interval '1 ${level}') at time zone z end as before
    from zone
  ), told as (
    select dimension, at, value, messages, parts, nanos from spend_totals, span
    where account_id = $1 and dimension = any('{line,number,key}') and level = '${level}' and at >= since and at < before
  ), moved as (
    select dimension, date_trunc('${level}', at, z) as at, value, sum(messages) as messages, sum(parts) as parts, sum(nanos) as nanos
    from spend_totals, span, zone
    where account_id = $1 and dimension = any('{line,number,key}') and level = '${of}' and at >= since and at < before group by 1, 2, 3
  )
  select dimension, '${level}' as level, at::text, value, coalesce(t.nanos, 0)::text as "toldNanos", coalesce(m.nanos, 0)::text as "postedNanos"
  from told t full join moved m using (dimension, at, value)
  where (coalesce(t.messages, 0), coalesce(t.parts, 0), coalesce(t.nanos, 0))
    <> (coalesce(m.messages, 0), coalesce(m.parts, 0), coalesce(m.nanos, 0))
  order by at, dimension, value limit ${MOST_NAMED + 1}`

type WrongTotal = Omit<Extract<BooksFault, { kind: 'total' }>, 'kind'>

export async function findWrongTotals(tx: Tx, accountId: string, { from, until }: Window): Promise<BooksFault[]> {
  const quarters = await tx.query<WrongTotal>(QUARTERS, [accountId, from, until])
  const days = await tx.query<WrongTotal>(calendar('day', 'quarter'), [accountId, from, until])
  const months = await tx.query<WrongTotal>(calendar('month', 'day'), [accountId, from, until])
  return [...quarters, ...days, ...months].map((row) => ({ kind: 'total', ...row }))
}

const REVERSED = `
  select r.reverses as "postingId", coalesce(p.amount_nanos, 0)::text as "movedNanos", sum(r.amount_nanos)::text as "reversedNanos"
  from ledger_postings r left join ledger_postings p on p.account_id = $1 and p.id = r.reverses
  where r.account_id = $1 and r.reverses is not null
  group by r.reverses, p.amount_nanos having coalesce(p.amount_nanos, 0) < sum(r.amount_nanos)
  order by 1 limit ${MOST_NAMED + 1}`

const BELOW_ZERO = `
  select id as "limitId", spent_nanos::text as "nanos" from spend_limits where account_id = $1 and spent_nanos < 0 limit ${MOST_NAMED + 1}`

/** Few rows, whatever the account sends. */
export async function findWrongReversals(tx: Tx, accountId: string): Promise<BooksFault[]> {
  type Reversal = Omit<Extract<BooksFault, { kind: 'reversed' }>, 'kind'>
  const reversed = await tx.query<Reversal>(REVERSED, [accountId])
  const limits = await tx.query<{ limitId: string; nanos: string }>(BELOW_ZERO, [accountId])
  return [
    ...reversed.map((row) => ({ kind: 'reversed' as const, ...row })),
    ...limits.map((row) => ({ kind: 'limit' as const, ...row })),
  ]
}
