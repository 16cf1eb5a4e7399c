/** Looks behind the walls, as the owner of the database: what is stored and what the books say. */
import { env } from '#lib/env.ts'
import type { TestAccount } from './account.ts'
import { queryAsOwner } from './database.ts'

type Who = Pick<TestAccount, 'scope'>

export function ask<Row extends Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return queryAsOwner<Row>(env.database.url, sql, values)
}

export async function countMessages({ scope }: Who): Promise<number> {
  const [row] = await ask<{ n: number }>('select count(*)::int as n from messages where account_id = $1', [
    scope.accountId,
  ])
  return row?.n ?? 0
}

/** The statuses of the account's messages, oldest first. */
export async function statuses({ scope }: Who): Promise<string[]> {
  const rows = await ask<{ status: string }>('select status from messages where account_id = $1 order by id', [
    scope.accountId,
  ])
  return rows.map((row) => row.status)
}

/** The balance, and what its postings say it must be: the two are compared by whoever asks. Of live money, or of test money. */
export async function books({ scope }: Who, money: 'live' | 'test' = 'live') {
  const isTest = money === 'test'
  const prefix = isTest ? 'test_' : ''
  const [row] = await ask<Record<'available' | 'held' | 'usage' | 'funding' | 'total' | 'kept' | 'keptHeld', string>>(
    `select
       coalesce(sum(e.amount_nanos) filter (where e.book = 'available'), 0)::text as available,
       coalesce(sum(e.amount_nanos) filter (where e.book = 'held'), 0)::text as held,
       coalesce(sum(e.amount_nanos) filter (where e.book = 'usage'), 0)::text as usage,
       coalesce(sum(e.amount_nanos) filter (where e.book = 'funding'), 0)::text as funding,
       coalesce(sum(e.amount_nanos), 0)::text as total,
       (select ${prefix}available_nanos::text from balances where account_id = $1) as kept,
       (select ${prefix}held_nanos::text from balances where account_id = $1) as "keptHeld"
     from ledger_entries e where e.account_id = $1 and e.is_test = $2`,
    [scope.accountId, isTest],
  )
  if (!row) throw new Error('the account has no books')
  const nanos = (text: string) => BigInt(text)
  return {
    available: nanos(row.available),
    held: nanos(row.held),
    usage: nanos(row.usage),
    funding: nanos(row.funding),
    total: nanos(row.total),
    balance: { available: nanos(row.kept), held: nanos(row.keptHeld) },
  }
}
