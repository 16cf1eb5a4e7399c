/** The hourly check of every account's books. Any number of workers may run it: a check that is made twice finds the same. */
import { systemScope } from '#domain/access/system-scope.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { HOUR_MS, now } from '#lib/time.ts'
import { type BooksVerdict, booksFaultSentence } from './books-fault.ts'
import { verifyBooks } from './verify-books.ts'

/** So many accounts a round, and the worker asks again at once while there are more. */
const ACCOUNTS_PER_ROUND = 20

/** Verifies the books that nobody has verified for an hour. What is wrong is an error in the log, a metric and a row. */
export async function checkBooks(): Promise<boolean> {
  const due = await query<{ id: string }>('select * from accounts_to_check($1, $2) t (id)', [
    new Date(now().getTime() - HOUR_MS),
    ACCOUNTS_PER_ROUND,
  ])
  let failed = 0
  for (const { id } of due) {
    try {
      await checkAccount(id)
    } catch (fault) {
      // It stays the first in line, and those behind it have their turn.
      failed += 1
      log.error({ accountId: id, fault: String(fault) }, 'the books of an account could not be verified')
    }
  }
  return due.length === ACCOUNTS_PER_ROUND && failed === 0
}

export async function checkAccount(accountId: string): Promise<BooksVerdict> {
  const verdict = await verifyBooks(systemScope(accountId, 'Ledger check'))
  const faults = verdict.faults.map(booksFaultSentence)
  if (!verdict.whole) log.error({ accountId, faults: faults.length }, 'the books of an account are broken')
  await tenantTransaction(accountId, (tx) =>
    tx.query(
      `insert into ledger_checks (account_id, checked_at, postings, faults) values ($1, $2, $3, $4)
       on conflict (account_id) do update set checked_at = excluded.checked_at, postings = excluded.postings, faults = excluded.faults`,
      [accountId, now(), verdict.postings, faults],
    ),
  )
  return verdict
}

export async function countBrokenBooks(): Promise<number> {
  const [row] = await query<{ n: bigint }>('select count_broken_books() as n')
  return Number(row?.n ?? 0)
}
