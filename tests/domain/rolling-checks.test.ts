/** Totals are the ledger to the nanodollar, or it is said; and a large account, which is read in parts, hides nothing for long. */
import { expect, test } from 'vitest'
import { checkAccount, checkHourly, checkPart } from '#domain/ledger/check-books.ts'
import { refundCharge } from '#domain/ledger/refund-charge.ts'
import { verifyBooks } from '#domain/ledger/verify-books.ts'
import { DAY_MS, HOUR_MS, withClockAt } from '#lib/time.ts'
import { makeAccount, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { acceptAndSend } from '#tests/support/road.ts'

const QUARTERS = 6
const BEGAN = Date.now() - 3 * DAY_MS

/** A message sent in each of six hours of three days ago, and a part of the first one given back. */
async function lived(): Promise<{ account: TestAccount; ids: string[] }> {
  const account = await makeAccount({ nanos: 20n * PART_NANOS })
  const ids: string[] = []
  for (let hour = 0; hour < QUARTERS; hour += 1) {
    const { id } = await withClockAt(new Date(BEGAN + hour * HOUR_MS), () => acceptAndSend(account))
    ids.push(id)
  }
  await refundCharge(account.scope, { messageId: ids[0] ?? '' }, { amountNanos: 1n, reason: 'a nanodollar' })
  return { account, ids }
}

test.each([
  [
    'a quarter',
    "level = 'quarter' and dimension = 'line'",
    'nanos = nanos + 1',
    /^The quarter of .*0\.004000001 for the line/,
  ],
  [
    'a month of a number',
    "level = 'month' and dimension = 'number'",
    'nanos = nanos + 1',
    /^The month of .* for the number/,
  ],
  ['a day of a key', "level = 'day' and dimension = 'key'", 'nanos = nanos - 1', /^The day of .* for the key/],
  [
    'a count of parts',
    "level = 'quarter' and dimension = 'number'",
    'parts = parts + 1',
    /^The quarter of .* for the number/,
  ],
])('%s that is not what its postings add up to is found and named', async (_, which, change, said) => {
  const { account } = await lived()
  const { accountId } = account.scope
  expect(await verifyBooks(account.scope)).toMatchObject({ whole: true, faults: [] })
  await ask(
    `update spend_totals set ${change} where account_id = $1 and (at, value, dimension, level) = (
       select at, value, dimension, level from spend_totals where account_id = $1 and messages > 0 and ${which} order by at limit 1)`,
    [accountId],
  )
  expect((await checkAccount(accountId)).whole).toBe(false)
  const [row] = await ask<{ faults: string[] }>('select faults from ledger_checks where account_id = $1', [accountId])
  expect(row?.faults[0]).toMatch(said)
})

/** Hourly checks in parts of so few postings, until one finds something; how many it took, or none within so many. */
async function rollUntilFound({ scope }: TestAccount, most: number, postings = 1): Promise<number | null> {
  await ask('update ledger_checks set checked_at = now() where account_id = $1', [scope.accountId])
  for (let count = 1; count <= most; count += 1) {
    const [last] = await ask<{ rolledTo: string; checkedAt: Date; broken: boolean }>(
      `select rolled_to::text as "rolledTo", checked_at as "checkedAt", cardinality(faults) > 0 as broken from ledger_checks where account_id = $1`,
      [scope.accountId],
    )
    if (!last) throw new Error('never checked')
    if (!(await checkPart(scope.accountId, last, postings)).whole) return count
  }
  return null
}

test('an account that is read in parts is read whole in so many hours, round after round, and then whatever is wrong is found', async () => {
  const { account, ids } = await lived()
  const { accountId } = account.scope
  await checkAccount(accountId)
  expect(await rollUntilFound(account, 3 * QUARTERS)).toBeNull()
  await ask('update messages set price_nanos = price_nanos + 1 where account_id = $1 and id = $2', [accountId, ids[3]])
  expect(await rollUntilFound(account, 2 * QUARTERS)).toBeGreaterThan(0)
})

test('a balance that moved, and what came since the last check, are found within the hour, however large the account', async () => {
  const { account } = await lived()
  const { accountId } = account.scope
  await checkAccount(accountId)
  await ask('update balances set held_nanos = held_nanos + 1 where account_id = $1', [accountId])
  expect(await rollUntilFound(account, 1)).toBe(1)
  await ask('update balances set held_nanos = held_nanos - 1 where account_id = $1', [accountId])
  expect(await rollUntilFound(account, 1)).toBeNull()
  const { id } = await acceptAndSend(account)
  await ask("delete from ledger_postings where account_id = $1 and message_id = $2 and kind = 'settle'", [
    accountId,
    id,
  ])
  // The rolling part is elsewhere.
  await ask("update ledger_checks set rolled_to = now() + interval '1 day' where account_id = $1", [accountId])
  expect(await rollUntilFound(account, 1, 10)).toBe(1)
})

test('an account that sends more in an hour than a window holds is read round faster than it grows', async () => {
  const { account, ids } = await lived()
  const { accountId } = account.scope
  await checkAccount(accountId)
  const last = { checkedAt: new Date(BEGAN), rolledTo: '-infinity', broken: false }
  const verdict = await checkPart(accountId, last, 1)
  expect(verdict).toMatchObject({ whole: true })
  expect(verdict.postings).toBeGreaterThan(2 * QUARTERS)
  await ask('update messages set price_nanos = price_nanos + 1 where account_id = $1 and id = $2', [accountId, ids[5]])
  expect((await checkPart(accountId, last, 1)).whole).toBe(false)
})

test('a large account is read in parts from its first check on, and its alarm stays until all of it was read and fits', async () => {
  const { account, ids } = await lived()
  const { accountId } = account.scope
  const check = () => checkHourly(accountId, { large: 3, most: 1 })
  const alarms = async () => {
    const [row] = await ask<{ n: number }>('select cardinality(faults) as n from ledger_checks where account_id = $1', [
      accountId,
    ])
    return row?.n
  }
  const whole = (await verifyBooks(account.scope)).postings
  expect((await check()).postings).toBeLessThan(whole / 2)
  await ask('update messages set price_nanos = price_nanos + 1 where account_id = $1 and id = $2', [accountId, ids[4]])
  for (let checks = 0; (await check()).whole; checks += 1) expect(checks).toBeLessThan(2 * QUARTERS)
  await ask('update messages set price_nanos = price_nanos - 1 where account_id = $1 and id = $2', [accountId, ids[4]])
  expect(await check()).toMatchObject({ whole: true })
  expect(await alarms()).toBeGreaterThan(0)
  for (let checks = 0; (await alarms()) !== 0; checks += 1) {
    expect(checks).toBeLessThan(2 * QUARTERS)
    await check()
  }
})
