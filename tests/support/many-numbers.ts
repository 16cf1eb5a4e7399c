/** An account with a great many numbers, put there behind the product's back: one by one they would take minutes. */
import type { TestAccount } from './account.ts'
import { ask } from './books.ts'

/** The fiction of every area code that may exist: a hundred each, 72,000 in all. */
export async function giveManyNumbers({ scope }: Pick<TestAccount, 'scope'>): Promise<void> {
  await ask(
    `insert into numbers (account_id, e164, kind, state, city, country, tags, created_at)
     select $1, '+1' || code || '55501' || lpad(nth::text, 2, '0'), 'longcode', 'wa', 'Seattle', 'US',
       case when nth = 7 then array['desk'] else '{}' end, timestamptz '2026-01-01' + make_interval(secs => code * 100 + nth)
     from generate_series(200, 989) code, generate_series(0, 99) nth
     where code::text ~ '^[2-9][0-8][0-9]$' on conflict do nothing`,
    [scope.accountId],
  )
  await ask('analyze numbers')
}
