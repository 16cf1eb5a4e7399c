/**
 * The only writer of the journal and of balances. Invariants it keeps: what leaves one book reaches another (a posting has
 * both); a balance equals its postings (both are written by one statement); neither book falls below zero (a CHECK); live and test
 * money never meet (a posting is in one of them, and moves the balance of that one); what was spent stands added up beside it.
 */
import type { Tx } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'

type Book = 'funding' | 'available' | 'held' | 'usage'
type MessageKind = 'credit' | 'debit' | 'hold' | 'settle' | 'release' | 'charge'
type NumberKind = 'setup' | 'monthly'
export type PostingKind = MessageKind | NumberKind | 'refund'

const BOOKS = {
  credit: ['funding', 'available'],
  debit: ['available', 'funding'],
  hold: ['available', 'held'],
  settle: ['held', 'usage'],
  release: ['held', 'available'],
  charge: ['available', 'usage'],
  refund: ['usage', 'available'],
  setup: ['available', 'usage'],
  monthly: ['available', 'usage'],
} as const satisfies Record<PostingKind, readonly [Book, Book]>

export type MessagePosting = {
  kind: MessageKind
  amountNanos: bigint
  messageId: string | null
  reason: string
  isTest: boolean
}
/** Of live money alone. `periodFrom`: when its month begins; a month of a number is posted once (a unique index). */
export type NumberPosting = { kind: NumberKind; amountNanos: bigint; number: string; periodFrom: Date; reason: string }
/** Takes back, whole or in part, what the posting `reverses` moved: a trigger keeps all of them together from being more. */
export type ReversingPosting = {
  kind: 'refund' | 'credit' | 'debit'
  amountNanos: bigint
  reverses: string
  /** As in what it reverses. */
  messageId: string | null
  number: string | null
  reason: string
}
export type NewPosting = MessagePosting | NumberPosting | ReversingPosting

const PLAIN = { messageId: null, isTest: false, number: null, periodFrom: null, reverses: null }

const POST = {
  name: 'post_entries',
  text: `
    with posted as (
      insert into ledger_postings (account_id, id, kind, source, destination, amount_nanos, message_id, reason, at, is_test,
        number, period_from, reverses)
      select $1, p.id, p.kind, p.source, p.destination, p.amount_nanos, p.message_id, p.reason, $2, p.is_test,
        p.number, p.period_from, p.reverses
      from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::uuid[], $9::text[], $10::bool[],
          $11::text[], $12::date[], $13::uuid[])
        as p (id, kind, source, destination, amount_nanos, message_id, reason, is_test, number, period_from, reverses)
      returning source, destination, amount_nanos, is_test
    ), entry as (
      select source as book, -amount_nanos as nanos, is_test from posted
      union all
      select destination, amount_nanos, is_test from posted
    ), moved as (
      select
        coalesce(sum(nanos) filter (where book = 'available' and not is_test), 0) as available,
        coalesce(sum(nanos) filter (where book = 'held' and not is_test), 0) as held,
        coalesce(sum(nanos) filter (where book = 'available' and is_test), 0) as test_available,
        coalesce(sum(nanos) filter (where book = 'held' and is_test), 0) as test_held
      from entry
    )
    update balances b set available_nanos = b.available_nanos + m.available, held_nanos = b.held_nanos + m.held,
      test_available_nanos = b.test_available_nanos + m.test_available, test_held_nanos = b.test_held_nanos + m.test_held
    from moved m where b.account_id = $1`,
}

/** The balance is locked by then: one writer at a time adds to an account's totals. */
const SUM_SPEND = { name: 'sum_spend', text: 'select sum_spend($1, $2::uuid[])' }

export async function postEntries(tx: Tx, accountId: string, postings: readonly NewPosting[]): Promise<void> {
  const real = postings.filter((posting) => posting.amountNanos > 0n).map(wholeRow)
  if (real.length === 0) return
  const rows = real.map((posting) => ({ id: newId(), ...posting }))
  await tx.query(POST, [
    accountId,
    now(),
    rows.map(({ id }) => id),
    real.map((posting) => posting.kind),
    real.map((posting) => BOOKS[posting.kind][0]),
    real.map((posting) => BOOKS[posting.kind][1]),
    real.map((posting) => posting.amountNanos),
    real.map((posting) => posting.messageId),
    real.map((posting) => posting.reason),
    real.map((posting) => posting.isTest),
    real.map((posting) => posting.number),
    real.map((posting) => posting.periodFrom?.toISOString().slice(0, 10) ?? null),
    real.map((posting) => posting.reverses),
  ])
  const spent = rows.filter(movesPosted).map(({ id }) => id)
  if (spent.length > 0) await tx.query(SUM_SPEND, [accountId, spent])
}

/** A hold and its release leave the posted balance as it is. */
function movesPosted({ kind, isTest }: { kind: PostingKind; isTest: boolean }): boolean {
  return !isTest && kind !== 'hold' && kind !== 'release'
}

function wholeRow(posting: NewPosting) {
  return { ...PLAIN, ...posting }
}
