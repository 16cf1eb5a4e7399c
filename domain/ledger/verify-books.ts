/**
 * Whether an account's books hold what the ledger promises (design.md, Money): all entries sum to zero, the balance is what its
 * postings say and never below zero, each message has exactly the postings that its status and its price ask for, what was spent stands
 * added up to the nanodollar, and nothing was given back that was not taken.
 */
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { LAST_ID, NO_ID } from '#lib/ids.ts'
import { type BooksFault, type BooksVerdict, verdictOf } from './books-fault.ts'
import { findWrongMessages } from './verify-messages.ts'
import { ALL_TIME, findWrongReversals, findWrongTotals, windowFrom } from './verify-totals.ts'

/** Of those whose totals are added up anew, in memory. */
const POSTINGS_AT_ONCE = 100_000

type Sums = {
  isTest: boolean
  postings: bigint
  total: bigint
  available: bigint
  held: bigint
  keptAvailable: bigint
  keptHeld: bigint
}

/** One snapshot for all that is compared. Reads every posting: an operator's command, and each hour for accounts that are not large. */
export async function verifyBooks(scope: Scope): Promise<BooksVerdict> {
  const { accountId } = scope
  return tenantTransaction(accountId, async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const sums = await tx.query<Sums>(SUMS, [accountId])
    const faults = [...sums.flatMap(faultsOf), ...(await findWrongReversals(tx, accountId))]
    faults.push(...(await findWrongMessages(tx, accountId, { from: NO_ID, until: LAST_ID })))
    let from = ALL_TIME.from
    do {
      const window = await windowFrom(tx, accountId, from, POSTINGS_AT_ONCE)
      faults.push(...(await findWrongTotals(tx, accountId, window)))
      from = window.until
    } while (from !== ALL_TIME.until)
    return verdictOf(
      sums.reduce((all, { postings }) => all + Number(postings), 0),
      faults,
    )
  })
}

const SUMS = `
  select k.is_test as "isTest", coalesce(s.postings, 0) as postings, coalesce(s.total, 0)::bigint as total,
    coalesce(s.available, 0)::bigint as available, coalesce(s.held, 0)::bigint as held,
    case when k.is_test then b.test_available_nanos else b.available_nanos end as "keptAvailable",
    case when k.is_test then b.test_held_nanos else b.held_nanos end as "keptHeld"
  from balances b cross join (values (false), (true)) k (is_test)
  left join (
    select is_test, count(distinct posting_id) as postings, sum(amount_nanos) as total,
      sum(amount_nanos) filter (where book = 'available') as available,
      sum(amount_nanos) filter (where book = 'held') as held
    from ledger_entries where account_id = $1 group by is_test) s on s.is_test = k.is_test
  where b.account_id = $1`

function faultsOf({ isTest, total, available, held, keptAvailable, keptHeld }: Sums): BooksFault[] {
  const faults: BooksFault[] = []
  if (total !== 0n) faults.push({ kind: 'unbalanced', isTest, nanos: String(total) })
  for (const [book, posted, kept] of [
    ['available', available, keptAvailable],
    ['held', held, keptHeld],
  ] as const) {
    if (posted !== kept)
      faults.push({ kind: 'drifted', isTest, book, keptNanos: String(kept), postedNanos: String(posted) })
    if (posted < 0n) faults.push({ kind: 'below_zero', isTest, book, nanos: String(posted) })
  }
  return faults
}
