/** What must hold of an account's money at any moment, asked of the tables past every verb. */
import { expect } from 'vitest'
import { verifyBooks } from '#domain/ledger/verify-books.ts'
import type { TestAccount } from './account.ts'
import { ask } from './books.ts'

/** The carrier took it: that is the first end in its own history, whatever was written about money. */
const TAKEN = `coalesce((select e.kind in ('message.sent', 'message.delivered', 'message.undelivered') from message_events e
  where e.account_id = m.account_id and e.message_id = m.id
    and e.kind not in ('message.accepted', 'message.sending', 'message.uncertain', 'message.deferred')
  order by e.rev limit 1), false)`

/** Money is held for exactly the messages that have not ended, and each that ended had one end. */
const WRONG_ENDS = `
  select m.id, m.status, array_agg(p.kind order by p.at) as kinds from messages m
  left join ledger_postings p on p.account_id = m.account_id and p.message_id = m.id
  where m.account_id = $1 and m.price_nanos > 0 group by m.account_id, m.id, m.status, m.direction
  having case
    when m.direction = 'inbound' then count(*) filter (where p.kind = 'charge') <> (m.status = 'received')::int
    else count(*) filter (where p.kind = 'hold') <> 1
      or count(*) filter (where p.kind in ('settle', 'release')) <> (m.status not in ('accepted', 'sending', 'uncertain'))::int
      or count(*) filter (where p.kind = 'settle') <> ${TAKEN}::int end`

/** A limit counts what it covers of its period that was not released, and never more than it allows. */
const WRONG_LIMITS = `
  select l.name, l.spent_nanos::text, l.limit_nanos::text, s.nanos::text from spend_limits l
  cross join lateral (
    select coalesce(sum(m.price_nanos), 0) as nanos from messages m
    where m.account_id = l.account_id and m.direction = 'outbound' and m.accepted_at >= l.window_from and m.accepted_at < l.window_until
      and case l.subject when 'account' then true when 'key' then m.key_id::text = l.value when 'number' then m.from_e164 = l.value
        else starts_with(m.to_e164, l.value) end
      and not exists (select from ledger_postings p where p.account_id = m.account_id and p.message_id = m.id and p.kind = 'release')) s
  where l.account_id = $1 and (l.spent_nanos <> s.nanos or l.spent_nanos > l.limit_nanos)`

/** Each message costs its parts by a tier that was in force when it came, and the month's volume is what was accepted in it. */
const WRONG_PRICES = `
  select m.id, m.price_nanos::text from messages m
  left join lateral (
    select part_nanos, effective_from from rates where id = m.rate_id
    union all select part_nanos, effective_from from account_rates where account_id = m.account_id and id = m.rate_id) r on true
  where m.account_id = $1 and (m.price_nanos <> m.parts * (m.part_nanos + m.surcharge_nanos) and m.status <> 'held'
    or r.part_nanos is distinct from m.part_nanos or r.effective_from > m.accepted_at)`

const WRONG_VOLUME = `
  select b.volume_parts::text, s.parts::text from balances b
  cross join lateral (
    select coalesce(sum(m.parts), 0) as parts from messages m, accounts a
    where a.id = $1 and m.account_id = $1 and m.direction = 'outbound' and m.accepted_at < b.volume_until
      and m.accepted_at >= window_start('month', b.volume_until - interval '1 hour', a.time_zone)) s
  where b.account_id = $1 and b.volume_parts <> s.parts`

/** One posted nanodollar is in the totals of its quarter, its day and its month, by each dimension, and nowhere else. */
const WRONG_TOTALS = `
  select t.dimension, t.level, t.nanos::text, s.nanos::text as posted from (
    select dimension, level, sum(nanos) as nanos from spend_totals where account_id = $1 group by 1, 2) t
  cross join lateral (
    select -coalesce(sum(e.amount_nanos), 0) as nanos from ledger_entries e
    where e.account_id = $1 and not e.is_test and e.book in ('available', 'held')
      and (t.dimension = 'line' or e.kind not in ('credit', 'debit'))) s
  where t.nanos <> s.nanos`

/** All entries sum to zero, and the balance is its entries. */
const WRONG_SUMS = `
  select b.available_nanos::text, b.held_nanos::text, s.total::text, s.available::text as posted from balances b cross join lateral (
    select coalesce(sum(amount_nanos), 0) as total, coalesce(sum(amount_nanos) filter (where book = 'available'), 0) as available,
      coalesce(sum(amount_nanos) filter (where book = 'held'), 0) as held, coalesce(sum(amount_nanos) filter (where book = 'usage'), 0) as usage
    from ledger_entries e where e.account_id = $1 and not e.is_test) s
  where b.account_id = $1 and (s.total <> 0 or s.available <> b.available_nanos or s.held <> b.held_nanos
    or s.available < 0 or s.held < 0 or s.usage < 0)`

const told = (sql: string) => `(select json_agg(w) from (${sql}) w)`
/** In one snapshot, so it holds at any moment, whoever writes. */
export const ALL_WRONG = `select ${told(WRONG_SUMS)} as sums, ${told(WRONG_ENDS)} as ends, ${told(WRONG_LIMITS)} as limits,
  ${told(WRONG_PRICES)} as prices, ${told(WRONG_VOLUME)} as volume, ${told(WRONG_TOTALS)} as totals`
export const NOTHING_WRONG = { sums: null, ends: null, limits: null, prices: null, volume: null, totals: null }

export async function expectBooksBalance({ scope }: Pick<TestAccount, 'scope'>): Promise<void> {
  const [wrong] = await ask(ALL_WRONG, [scope.accountId])
  expect(wrong).toEqual(NOTHING_WRONG)
  expect(await verifyBooks(scope)).toMatchObject({ whole: true, faults: [] })
}
