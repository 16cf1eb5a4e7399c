/** The hourly check of every account's books. Any number of workers may run it: a check that is made twice finds the same. */
import { systemScope } from '#domain/access/system-scope.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { HOUR_MS, MINUTE_MS, now } from '#lib/time.ts'
import { type BooksVerdict, booksFaultSentence } from './books-fault.ts'
import { verifyBooks } from './verify-books.ts'
import { POSTINGS_PER_WINDOW, verifyPart } from './verify-part.ts'
import { ALL_TIME } from './verify-totals.ts'

/** So many accounts a round, and the worker asks again at once while there are more. */
const ACCOUNTS_PER_ROUND = 20
const CHECKER = 'Ledger check'
const QUARTER_MS = 15 * MINUTE_MS

/** Could not be verified, and when: they stay first in line, and rest so long, or a round of them would be every round. */
const failures = new Map<string, number>()
const REST_MS = 10 * MINUTE_MS

/** Verifies the books that nobody has verified for an hour. What is wrong is an error in the log, a metric and a row. */
export async function checkBooks(): Promise<boolean> {
  const at = now().getTime()
  for (const [id, failedAt] of failures) if (at - failedAt >= REST_MS) failures.delete(id)
  const found = await query<{ id: string }>('select * from accounts_to_check($1, $2) t (id)', [
    new Date(at - HOUR_MS),
    ACCOUNTS_PER_ROUND + failures.size,
  ])
  const due = found.filter(({ id }) => !failures.has(id)).slice(0, ACCOUNTS_PER_ROUND)
  for (const { id } of due) await tryToCheck(id)
  return due.length === ACCOUNTS_PER_ROUND
}

async function tryToCheck(id: string): Promise<void> {
  try {
    await checkHourly(id)
  } catch (fault) {
    failures.set(id, now().getTime())
    log.error({ accountId: id, fault: String(fault) }, 'the books of an account could not be verified')
  }
}

/** More postings than `large` are not all read in an hour's check, but as many windows of `most` as came since the last, and as many of the rest. */
type Bounds = { large: number; most: number }
const BOUNDS: Bounds = { large: 200_000, most: POSTINGS_PER_WINDOW }
/** Whoever was about to commit when the last check began is read by this one. */
const OVERLAP_MS = 15 * MINUTE_MS

type Last = { checkedAt: Date; rolledTo: string; broken: boolean }

const LAST = `
  select coalesce(c.checked_at, $3) as "checkedAt", coalesce(c.rolled_to, '-infinity')::text as "rolledTo",
    coalesce(cardinality(c.faults) > 0, false) as broken,
    (select count(*) > $2 from (select from ledger_postings where account_id = $1 limit $2 + 1) p) as large
  from (values ($1::uuid)) a (id) left join ledger_checks c on c.account_id = a.id`

/** A large account in parts, also when it was never read or is broken: nobody else waits while millions of postings are read. */
export async function checkHourly(accountId: string, bounds = BOUNDS): Promise<BooksVerdict> {
  const [last] = await tenantTransaction(accountId, (tx) =>
    tx.query<Last & { large: boolean }>(LAST, [accountId, bounds.large, now()]),
  )
  return last?.large ? checkPart(accountId, last, bounds.most) : checkAccount(accountId)
}

/** All of an account's books. */
export async function checkAccount(accountId: string): Promise<BooksVerdict> {
  return note(accountId, await verifyBooks(systemScope(accountId, CHECKER)), null)
}

/** What is found broken begins a round anew, and the alarm stays until one has found nothing from the first posting to the last. */
export async function checkPart(accountId: string, last: Last, most?: number): Promise<BooksVerdict> {
  const since = last.checkedAt.getTime() - OVERLAP_MS
  const freshFrom = new Date(since - (since % QUARTER_MS)).toISOString()
  const verdict = await verifyPart(systemScope(accountId, CHECKER), { freshFrom, rolledTo: last.rolledTo }, most)
  const isRoundOver = verdict.rolledTo === ALL_TIME.from
  const rolledTo = verdict.whole ? verdict.rolledTo : ALL_TIME.from
  return note(accountId, verdict, rolledTo, last.broken && verdict.whole && !isRoundOver)
}

/** `rolledTo` null: everything was read. `isStillBroken`: what was found before stands, for not all was read since. */
async function note(
  accountId: string,
  verdict: BooksVerdict,
  rolledTo: string | null,
  isStillBroken = false,
): Promise<BooksVerdict> {
  const faults = verdict.faults.map(booksFaultSentence)
  if (!verdict.whole) log.error({ accountId, faults: faults.length }, 'the books of an account are broken')
  await tenantTransaction(accountId, (tx) =>
    tx.query(
      `insert into ledger_checks (account_id, checked_at, postings, faults, whole_at, rolled_to)
       values ($1, $2, $3, $4, case when $5::text is null then $2::timestamptz end, coalesce($5, '-infinity')::timestamptz)
       on conflict (account_id) do update set checked_at = excluded.checked_at, postings = excluded.postings,
         faults = case when $6 then ledger_checks.faults else excluded.faults end,
         whole_at = coalesce(excluded.whole_at, ledger_checks.whole_at), rolled_to = excluded.rolled_to`,
      [accountId, now(), verdict.postings, faults, rolledTo, isStillBroken],
    ),
  )
  return verdict
}

export async function countBrokenBooks(): Promise<number> {
  const [row] = await query<{ n: bigint }>('select count_broken_books() as n')
  return Number(row?.n ?? 0)
}
