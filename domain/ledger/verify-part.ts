/**
 * The hourly check of an account with more postings than an hour should read. What it reads is bounded; what it finds within the hour,
 * and what takes it longer, stands in docs/operating.md.
 */
import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { firstIdAt, LAST_ID, NO_ID } from '#lib/ids.ts'
import { type BooksFault, type BooksVerdict, verdictOf } from './books-fault.ts'
import { findWrongMessages, type MessageRange } from './verify-messages.ts'
import { ALL_TIME, findWrongReversals, findWrongTotals, type Window, windowFrom } from './verify-totals.ts'

export const POSTINGS_PER_WINDOW = 100_000
/** Of what came since the last check; what is more comes round with the rest. */
const MOST_FRESH = 10

export type PartVerdict = BooksVerdict & { rolledTo: string }

/**
 * `freshFrom`: what came since is read first, and then the part where the last check of this kind ended: as much as came, or more, so that
 * an account that sends faster than a window an hour is still read round.
 */
export async function verifyPart(
  scope: Scope,
  { freshFrom, rolledTo }: { freshFrom: string; rolledTo: string },
  most = POSTINGS_PER_WINDOW,
): Promise<PartVerdict> {
  const { accountId } = scope
  return tenantTransaction(accountId, async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const fresh = await windowsFrom(tx, accountId, freshFrom, { most, count: MOST_FRESH })
    const rolling = await windowsFrom(tx, accountId, rolledTo, { most, count: fresh.length })
    const end = rolling.at(-1)?.until ?? ALL_TIME.until
    const faults = [...(await findDrift(tx, accountId)), ...(await findWrongReversals(tx, accountId))]
    let postings = 0
    for (const window of [...fresh, ...rolling]) {
      faults.push(...(await findWrongTotals(tx, accountId, window)))
      faults.push(...(await findWrongMessages(tx, accountId, rangeOf(window))))
      postings += await count(tx, accountId, window)
    }
    return {
      ...verdictOf(postings, faults),
      rolledTo: end === ALL_TIME.until ? ALL_TIME.from : end,
    }
  })
}

/** One after the other, until all is read or there are `count` of them. */
async function windowsFrom(
  tx: Tx,
  accountId: string,
  from: string,
  { most, count }: { most: number; count: number },
): Promise<Window[]> {
  const windows: Window[] = []
  let next = from
  do {
    const window = await windowFrom(tx, accountId, next, most)
    windows.push(window)
    next = window.until
  } while (next !== ALL_TIME.until && windows.length < count)
  return windows
}

function rangeOf({ from, until }: Window): MessageRange {
  return {
    from: from === ALL_TIME.from ? NO_ID : firstIdAt(new Date(from)),
    until: until === ALL_TIME.until ? LAST_ID : firstIdAt(new Date(until)),
  }
}

/** The balance against the days of what was spent, and what is held against the messages that hold it. */
const DRIFT = `
  select b.available_nanos as available, b.held_nanos as held,
    (select -coalesce(sum(nanos), 0) from spend_totals where account_id = $1 and dimension = 'line' and level = 'day')::bigint as posted,
    (select coalesce(sum(price_nanos), 0) from messages
     where account_id = $1 and status = any('{accepted,sending,uncertain}') and direction = 'outbound' and not is_test)::bigint as holding
  from balances b where b.account_id = $1`

async function findDrift(tx: Tx, accountId: string): Promise<BooksFault[]> {
  const [row] = await tx.query<Record<'available' | 'held' | 'posted' | 'holding', bigint>>(DRIFT, [accountId])
  if (!row) throw new Error('the account has no balance row')
  const { available, held, posted, holding } = row
  const compared = [
    ['available', available, posted - holding],
    ['held', held, holding],
  ] as const
  return compared.flatMap(([book, kept, said]) =>
    kept === said
      ? []
      : [{ kind: 'drifted' as const, isTest: false, book, keptNanos: String(kept), postedNanos: String(said) }],
  )
}

const COUNT = `
  select count(*) as n from ledger_postings
  where account_id = $1 and at >= $2::timestamptz and at < $3::timestamptz and kind not in ('hold', 'release') and not is_test`

async function count(tx: Tx, accountId: string, { from, until }: Window): Promise<number> {
  const [row] = await tx.query<{ n: bigint }>(COUNT, [accountId, from, until])
  return Number(row?.n ?? 0)
}
