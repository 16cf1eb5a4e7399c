/** Where a check of a bill must not cry: at the edge of a month, and over a number that has left. */
import { expect, test } from 'vitest'
import { changeAccount } from '#domain/access/change-account.ts'
import { askBillCheck } from '#domain/billing/ask-bill-check.ts'
import { findBillMonth } from '#domain/billing/bill-month.ts'
import { checkBill } from '#domain/billing/check-bill.ts'
import { listBills } from '#domain/billing/list-bills.ts'
import { readBillCheck } from '#domain/billing/read-bill-check.ts'
import { runBillCheck } from '#domain/billing/run-bill-check.ts'
import { buyNumber } from '#domain/numbers/buy-number.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { DAY_MS, now, withClockAt } from '#lib/time.ts'
import { dayOf } from '#lib/zoned-day.ts'
import { makeAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { lived, THIS_MONTH as MONTH } from '#tests/support/lived.ts'
import { acceptAndSend } from '#tests/support/road.ts'
import { putInStock } from '#tests/support/stock.ts'

const TIERS = `
  insert into account_rates (account_id, id, direction, number_kind, destination, from_parts, until_parts, part_nanos, effective_from)
  values ($1, $2, 'outbound', 'longcode', 'any', 0, 3, 4000000, $4), ($1, $3, 'outbound', 'longcode', 'any', 3, null, 3000000, $4)`

test('a number that was given up and bought again within its month costs two months, and both are right', async () => {
  const { scope } = await lived()
  const own = 'where account_id = $1 and setup_nanos > 0'
  const [number] = await ask<{ e164: string }>(`select e164 from numbers ${own}`, [scope.accountId])
  await ask(`delete from number_owners where account_id = $1 and e164 = $2`, [scope.accountId, number?.e164])
  await ask(`delete from numbers ${own}`, [scope.accountId])
  await putInStock([number?.e164 ?? ''])
  await withClockAt(new Date(now().getTime() + DAY_MS), async () => {
    await buyNumber(scope, number?.e164 ?? '')
    const month = dayOf(now(), 'America/Los_Angeles').slice(0, 7)
    expect((await checkBill(scope, month)).faults).toEqual([])
  })
})

test('a month whose zone was changed says that its tiers were not judged', async () => {
  const { scope } = await makeAccount()
  await ask(TIERS, [scope.accountId, newId(), newId(), now()])
  expect(await checkBill(scope, MONTH)).toMatchObject({ areTiersJudged: true })
  await changeAccount(scope, { name: 'Harbor', timeZone: 'America/Denver' })
  expect(await checkBill(scope, MONTH)).toMatchObject({ areTiersJudged: false })
})

test('a number that was bought and has left costs what it was bought for', async () => {
  const { scope } = await lived()
  const sold = `(select e164 from numbers where account_id = $1 and setup_nanos > 0)`
  await ask(`delete from number_owners where account_id = $1 and e164 in ${sold}`, [scope.accountId])
  await ask(`delete from numbers where account_id = $1 and e164 in ${sold}`, [scope.accountId])
  expect(await checkBill(scope, MONTH)).toMatchObject({ faults: [], differenceNanos: 0n })
})

test('a message of the last moment of a month that was accepted after the first of the next has the price of its turn', async () => {
  const account = await makeAccount()
  const { accountId } = account.scope
  await ask(TIERS, [accountId, newId(), newId(), now()])
  const { until } = await tenantTransaction(accountId, (tx) => findBillMonth(tx, accountId, MONTH))
  const sendAt = (ms: number) => withClockAt(new Date(until.getTime() + ms), () => acceptAndSend(account))
  await acceptAndSend(account, { body: 'a'.repeat(400) })
  await sendAt(1)
  await sendAt(-5)
  // Its part counts to the new month, whose own messages are one behind.
  for (const minute of [1, 2]) await sendAt(minute * 60_000)
  const priced = await ask('select part_nanos from messages where account_id = $1 order by accepted_at', [accountId])
  expect(priced.map((row) => Number(row.part_nanos) / 1_000_000)).toEqual([4, 4, 4, 4, 3])
  await withClockAt(new Date(until.getTime() + 3_600_000), async () => {
    const next = new Date(until.getTime() + 15 * 86_400_000).toISOString().slice(0, 7)
    for (const month of [MONTH, next])
      expect(await checkBill(account.scope, month)).toMatchObject({ faults: [], differenceNanos: 0n })
  })
})

test('a check that was made in another zone speaks no more, for the month began at another midnight', async () => {
  const { scope } = await lived()
  await askBillCheck(scope, MONTH)
  while (await runBillCheck(new AbortController().signal));
  expect(await readBillCheck(scope, MONTH)).toMatchObject({ verdict: { faultCount: 0 } })
  await changeAccount(scope, { name: 'Harbor', timeZone: 'America/Denver' })
  expect(await readBillCheck(scope, MONTH)).toMatchObject({ state: 'done', verdict: null })
  expect((await listBills(scope))[0]).toMatchObject({ checkedAt: null, differenceNanos: null })
  expect(await checkBill(scope, MONTH)).toMatchObject({ faults: [], differenceNanos: 0n })
})

test('a small month is checked while large ones wait, whoever asked first', async () => {
  const [large, small] = [await lived(), await makeAccount()]
  await acceptAndSend(large)
  await askBillCheck(large.scope, MONTH)
  await askBillCheck(small.scope, MONTH)
  const run = () => runBillCheck(new AbortController().signal, 1)
  expect(await run()).toBe(true)
  expect(await readBillCheck(small.scope, MONTH)).toMatchObject({ state: 'done' })
  expect([await run(), (await readBillCheck(large.scope, MONTH))?.state]).toEqual([false, 'waiting'])
  while (await runBillCheck(new AbortController().signal));
  expect(await readBillCheck(large.scope, MONTH)).toMatchObject({ state: 'done', verdict: { faultCount: 0 } })
})
