/**
 * The only writer of the journal and of balances. Invariants it keeps: what leaves one book reaches another (a posting has
 * both); a balance equals its postings (both are written by one statement); neither book falls below zero (a CHECK).
 */
import type { Tx } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'

type Book = 'funding' | 'available' | 'held' | 'usage'
export type PostingKind = 'credit' | 'hold' | 'settle' | 'release' | 'charge' | 'refund'

const BOOKS = {
  credit: ['funding', 'available'],
  hold: ['available', 'held'],
  settle: ['held', 'usage'],
  release: ['held', 'available'],
  charge: ['available', 'usage'],
  refund: ['usage', 'available'],
} as const satisfies Record<PostingKind, readonly [Book, Book]>

export type NewPosting = { kind: PostingKind; amountNanos: bigint; messageId: string | null; reason: string }

const POST = {
  name: 'post_entries',
  text: `
    with posted as (
      insert into ledger_postings (account_id, id, kind, source, destination, amount_nanos, message_id, reason, at)
      select $1, p.id, p.kind, p.source, p.destination, p.amount_nanos, p.message_id, p.reason, $2
      from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::uuid[], $9::text[])
        as p (id, kind, source, destination, amount_nanos, message_id, reason)
      returning source, destination, amount_nanos
    ), moved as (
      select
        coalesce(sum(amount_nanos) filter (where destination = 'available'), 0)
          - coalesce(sum(amount_nanos) filter (where source = 'available'), 0) as available,
        coalesce(sum(amount_nanos) filter (where destination = 'held'), 0)
          - coalesce(sum(amount_nanos) filter (where source = 'held'), 0) as held
      from posted
    )
    update balances b set available_nanos = b.available_nanos + m.available, held_nanos = b.held_nanos + m.held
    from moved m where b.account_id = $1`,
}

export async function postEntries(tx: Tx, accountId: string, postings: readonly NewPosting[]): Promise<void> {
  const real = postings.filter((posting) => posting.amountNanos > 0n)
  if (real.length === 0) return
  await tx.query(POST, [
    accountId,
    now(),
    real.map(() => newId()),
    real.map((posting) => posting.kind),
    real.map((posting) => BOOKS[posting.kind][0]),
    real.map((posting) => BOOKS[posting.kind][1]),
    real.map((posting) => posting.amountNanos),
    real.map((posting) => posting.messageId),
    real.map((posting) => posting.reason),
  ])
}
