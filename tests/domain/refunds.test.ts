/** What was charged is given back by an entry that names it, once, and never more than was charged, whoever asks at once. */
import { describe, expect, test } from 'vitest'
import { adjustBalance } from '#domain/ledger/adjust-balance.ts'
import { postEntries } from '#domain/ledger/post-entries.ts'
import { refundCharge } from '#domain/ledger/refund-charge.ts'
import { reversePosting } from '#domain/ledger/reverse-posting.ts'
import { verifyBooks } from '#domain/ledger/verify-books.ts'
import { buyNumber } from '#domain/numbers/buy-number.ts'
import { chargeNumbers } from '#domain/numbers/charge-numbers.ts'
import { readTrace } from '#domain/reports/read-trace.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { withClockAt } from '#lib/time.ts'
import { makeAccount, PART_NANOS, type TestAccount, takeNumbers } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { accept, acceptAndSend, bring, inbound } from '#tests/support/road.ts'
import { MONTHLY_NANOS, putInStock, SETUP_NANOS } from '#tests/support/stock.ts'
import { withTestKey } from '#tests/support/test-key.ts'
import { expectWhole } from '#tests/support/traces.ts'

const all = { amountNanos: null, reason: 'sent twice by us' }
const some = (amountNanos: bigint) => ({ amountNanos, reason: 'a part of it' })

async function postingOf({ scope }: TestAccount, kind: string): Promise<string> {
  const sql =
    'select id from ledger_postings where account_id = $1 and kind = $2 and not is_test order by at desc limit 1'
  return (await ask<{ id: string }>(sql, [scope.accountId, kind]))[0]?.id ?? ''
}

describe('a message', () => {
  test('refunded whole: the money is back, its trace says price and refund, the audit log says who, what and why', async () => {
    const account = await makeAccount({ nanos: 10n * PART_NANOS })
    const { id } = await acceptAndSend(account)
    expect(await refundCharge(account.scope, { messageId: id }, all)).toEqual({
      kind: 'refund',
      amountNanos: PART_NANOS,
      leftNanos: 0n,
    })
    expect((await books(account)).balance).toEqual({ available: 10n * PART_NANOS, held: 0n })
    const trace = await readTrace(account.scope, id)
    expectWhole(trace)
    expect(trace).toMatchObject({ priceNanos: '4000000', refundedNanos: '4000000', postedNanos: '0' })
    expect(trace.steps.at(-1)).toMatchObject({
      title: 'Refunded: $0.0040',
      cause: expect.stringMatching(/^Charge of \$0\.004 for message mdr2-[0-9a-f]{32} reversed: sent twice by us\.$/),
    })
    const sql =
      "select object, after ->> 'reason' as reason from audit_log where account_id = $1 and action = 'balance.reversed'"
    expect(await ask(sql, [account.scope.accountId])).toEqual([{ object: trace.id, reason: 'sent twice by us' }])
    await expect(refundCharge(account.scope, { messageId: id }, all)).rejects.toThrow('reversed whole already')
    expect(await verifyBooks(account.scope)).toMatchObject({ whole: true, faults: [] })
  })

  test('twenty who give parts of it back at once give back what it cost, and not a nanodollar more', async () => {
    const account = await makeAccount({ nanos: 10n * PART_NANOS })
    await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' })
    await bring(inbound(account))
    const [row] = await ask<{ id: string }>('select id from messages where account_id = $1', [account.scope.accountId])
    const part = PART_NANOS / 3n
    const tries = Array.from({ length: 20 }, () =>
      refundCharge(account.scope, { messageId: row?.id ?? '' }, some(part)),
    )
    const given = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
    expect(given).toHaveLength(3)
    await expect(refundCharge(account.scope, { messageId: row?.id ?? '' }, some(2n))).rejects.toThrow(
      'Only $0.000000001',
    )
    expect((await refundCharge(account.scope, { messageId: row?.id ?? '' }, all)).amountNanos).toBe(1n)
    expect((await books(account)).usage).toBe(0n)
    expect((await verifyBooks(account.scope)).whole).toBe(true)
  })

  test('what was not charged is not given back: held, released, of test money, of another account', async () => {
    const [account, other] = [await makeAccount(), await makeAccount()]
    const held = await accept(account)
    const { id: sent } = await acceptAndSend(other)
    const { id: tried } = await acceptAndSend(await withTestKey(other))
    await expect(refundCharge(account.scope, { messageId: held }, all)).rejects.toThrow('was not charged')
    await expect(refundCharge(account.scope, { messageId: sent }, all)).rejects.toThrow('was not charged')
    await expect(refundCharge(other.scope, { messageId: tried }, all)).rejects.toThrow('Test money is refilled')
    await expect(reversePosting(account.scope, await postingOf(account, 'hold'), all)).rejects.toThrow('ends with its')
    await expect(reversePosting(account.scope, await postingOf(other, 'settle'), all)).rejects.toThrow('has no posting')
    await expect(refundCharge(other.scope, { messageId: sent }, { ...all, reason: ' ' })).rejects.toThrow(
      'needs a reason',
    )
    for (const wrong of [0n, -1n, PART_NANOS + 1n])
      await expect(refundCharge(other.scope, { messageId: sent }, some(wrong))).rejects.toThrow(RangeError)
    expect(
      await ask("select 1 from ledger_postings where kind = 'refund' and account_id = any($1)", [
        [account.scope.accountId, other.scope.accountId],
      ]),
    ).toEqual([])
  })
})

test('a month of a number is given back under its number and its rate, and what is owed is paid from it', async () => {
  const account = await makeAccount({ longcodes: 0, nanos: SETUP_NANOS + 2n * MONTHLY_NANOS })
  const [number = ''] = takeNumbers('longcode', 1)
  await putInStock([number])
  const on = <T>(day: string, work: () => Promise<T>) => withClockAt(new Date(day), work)
  await on('2027-01-31T09:30:00.000Z', () => buyNumber(account.scope, number))
  for (const day of ['2027-02-28T10:00:00.000Z', '2027-03-31T10:00:00.000Z']) await on(day, chargeNumbers)
  const refund = (month: string | null) =>
    on('2027-04-01T10:00:00.000Z', () => refundCharge(account.scope, { number, month }, all))
  await expect(refund('2027-02-30')).rejects.toThrow('is no day')
  await expect(refund('2027-05-31')).rejects.toThrow('paid no month')
  await refund('2027-01-31')
  // March was owed: the money that came back paid it at once.
  expect((await books(account)).balance.available).toBe(0n)
  const paid = await ask("select 1 from ledger_postings where account_id = $1 and kind = 'monthly'", [
    account.scope.accountId,
  ])
  expect(paid).toHaveLength(3)
  const totals = await ask(
    `select value, nanos::text from spend_totals where account_id = $1 and level = 'day' and nanos < 0 and dimension <> 'key'
     and value <> 'credit|||0|0' order by dimension`,
    [account.scope.accountId],
  )
  expect(totals).toEqual([{ value: `refund|longcode||${MONTHLY_NANOS}|0`, nanos: String(-MONTHLY_NANOS) }])
  expect((await verifyBooks(account.scope)).whole).toBe(true)
})

describe('the database itself', () => {
  test('refuses what reverses nothing, too much, another message, another account, and a reversal of a reversal', async () => {
    const [account, other] = [await makeAccount(), await makeAccount()]
    const { id: messageId } = await acceptAndSend(account)
    await acceptAndSend(other)
    const settled = await postingOf(account, 'settle')
    const post = (
      fields: Partial<{ reverses: string; messageId: string; kind: 'refund' | 'debit'; amountNanos: bigint }>,
      times = 1,
    ) =>
      tenantTransaction(account.scope.accountId, (tx) =>
        postEntries(
          tx,
          account.scope.accountId,
          Array.from({ length: times }, () => ({
            kind: 'refund',
            amountNanos: PART_NANOS,
            reverses: settled,
            messageId,
            number: null,
            reason: 'x',
            ...fields,
          })),
        ),
      )
    for (const wrong of [
      { reverses: newId() },
      { reverses: await postingOf(other, 'settle') },
      { messageId: newId() },
      { kind: 'debit' as const },
      { amountNanos: PART_NANOS + 1n },
    ])
      await expect(post(wrong)).rejects.toThrow(/revers/)
    await expect(post({ amountNanos: PART_NANOS / 2n }, 3)).rejects.toThrow('would be reversed')
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => post({ amountNanos: PART_NANOS / 2n })))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    await expect(post({ reverses: await postingOf(account, 'refund'), amountNanos: 1n })).rejects.toThrow(/revers/)
    expect((await verifyBooks(account.scope)).whole).toBe(true)
  })
})

test('a credit is taken back as far as it is there; a card payment is refunded where it was made', async () => {
  const account = await makeAccount({ nanos: 0n })
  await adjustBalance(account.scope, { amountNanos: 10n, reason: 'to the wrong account' })
  const credit = await postingOf(account, 'credit')
  expect(await reversePosting(account.scope, credit, some(4n))).toEqual({
    kind: 'debit',
    amountNanos: 4n,
    leftNanos: 6n,
  })
  await adjustBalance(account.scope, { amountNanos: -5n, reason: 'spent' })
  await expect(reversePosting(account.scope, credit, all)).rejects.toThrow('Only $0.000000001 is available')
  await expect(reversePosting(account.scope, credit, some(7n))).rejects.toThrow('Only $0.000000006')
  const payment = newId()
  await ask(
    `insert into payments (account_id, id, kind, state, amount_nanos, started_by, created_at)
     values ($1, $2, 'top_up', 'succeeded', 10000000, 'Olivia', now())`,
    [account.scope.accountId, payment],
  )
  await adjustBalance(account.scope, { amountNanos: 10_000_000n, reason: `top-up by card, payment ${payment}` })
  await expect(reversePosting(account.scope, await postingOf(account, 'credit'), all)).rejects.toThrow('in Stripe')
  expect((await verifyBooks(account.scope)).whole).toBe(true)
})
