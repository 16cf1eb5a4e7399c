/** Statements of months, and the check that recomputes them: what is right is called right, whatever is planted is found and named. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '#domain/access/create-account.ts'
import { askBillCheck } from '#domain/billing/ask-bill-check.ts'
import type { BillFaultKind } from '#domain/billing/bill-fault.ts'
import { checkBill } from '#domain/billing/check-bill.ts'
import { listBills } from '#domain/billing/list-bills.ts'
import { readBill } from '#domain/billing/read-bill.ts'
import { readBillCheck } from '#domain/billing/read-bill-check.ts'
import { runBillCheck } from '#domain/billing/run-bill-check.ts'
import { writeBillCsv } from '#domain/billing/write-bill-csv.ts'
import { writeBillPdf } from '#domain/billing/write-bill-pdf.ts'
import { adjustBalance } from '#domain/ledger/adjust-balance.ts'
import { creditAccount } from '#domain/ledger/credit-account.ts'
import { readBalance } from '#domain/ledger/read-balance.ts'
import { buyNumber } from '#domain/numbers/buy-number.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { readCsv } from '#lib/read-csv.ts'
import { now, withClockAt } from '#lib/time.ts'
import { dayOf } from '#lib/zoned-day.ts'
import { makeAccount, PART_NANOS, type TestAccount, takeNumbers } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { accept, acceptAndSend, answer, bring, claim, inbound, outcome } from '#tests/support/road.ts'
import { MONTHLY_NANOS, putInStock, SETUP_NANOS } from '#tests/support/stock.ts'

const MONTH = dayOf(now(), 'America/Los_Angeles').slice(0, 7)
const INBOUND_NANOS = PART_NANOS
const SAVED = ['ledger_postings', 'spend_totals', 'messages', 'rates']
const NUMBER_NANOS = SETUP_NANOS + MONTHLY_NANOS

/** One of each: sent, refused by the carrier, still on its way, received; a number bought; money taken back with a reason. */
async function lived(): Promise<TestAccount> {
  const account = await makeAccount({ nanos: 10_000_000_000n })
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' })
  await acceptAndSend(account, { body: 'a'.repeat(200) })
  await accept(account)
  await answer(account, await claim(account), () => outcome.rejected())
  await accept(account)
  await bring(inbound(account))
  const [number = ''] = takeNumbers('longcode', 1)
  await putInStock([number])
  await buyNumber(account.scope, number)
  await adjustBalance(account.scope, { amountNanos: -1n, reason: '=a formula, "quoted"' })
  return account
}

async function cellsOf(csv: string): Promise<string[][]> {
  const cells: string[][] = []
  for await (const row of readCsv([Buffer.from(csv)])) if ('cells' in row) cells.push(row.cells)
  return cells
}

describe('a statement', () => {
  test('says what was spent on what, and its balances follow from it', async () => {
    const { scope } = await lived()
    const bill = await readBill(scope, MONTH)
    expect(bill.lines.map(({ kind, count, parts, nanos }) => [kind, count, parts, nanos])).toEqual([
      ['settle', 1n, 2n, 2n * PART_NANOS],
      ['charge', 1n, 1n, expect.any(BigInt)],
      ['setup', 1n, 0n, SETUP_NANOS],
      ['monthly', 1n, 0n, MONTHLY_NANOS],
      ['credit', 0n, 0n, -10_000_000_000n],
      ['debit', 0n, 0n, 1n],
    ])
    const { availableNanos, heldNanos } = await readBalance(scope)
    expect(bill.closingNanos).toBe(availableNanos + heldNanos)
    expect(bill.openingNanos + bill.creditedNanos - bill.debitedNanos - bill.spentNanos).toBe(bill.closingNanos)
    expect(bill.entries.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['credit', 'test money'],
      ['debit', '=a formula, "quoted"'],
    ])
  })

  test('as a file it is exact to the nanodollar, and runs no formula', async () => {
    const { scope } = await lived()
    const bill = await readBill(scope, MONTH)
    const [head = [], ...rows] = await cellsOf(writeBillCsv(bill))
    const [charged, credited, reason] = ['charged_usd', 'credited_usd', 'reason'].map((name) => head.indexOf(name))
    const sum = (column = 0, from = rows.filter((row) => row[1] !== 'Total')) =>
      from.reduce((all, row) => all + BigInt((row[column] || '0').replace('.', '')), 0n)
    expect(sum(credited) - sum(charged)).toBe(bill.closingNanos - bill.openingNanos)
    expect(rows.map((row) => row[reason ?? 0])).toContain(`'=a formula, "quoted"`)
    expect((await writeBillPdf(bill, now())).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test.each([
    ['America/New_York', '2026-11-01T04:00:00.000Z', '2026-12-01T05:00:00.000Z'],
    ['Europe/Berlin', '2026-10-31T23:00:00.000Z', '2026-11-30T23:00:00.000Z'],
    ['Pacific/Auckland', '2026-10-31T11:00:00.000Z', '2026-11-30T11:00:00.000Z'],
  ])(
    'in %s has what happened from the first midnight to the last, and not a millisecond more',
    async (timeZone, from, until) => {
      const owner = {
        email: `${timeZone.replace('/', '.')}@harbor.example`,
        name: 'Olivia',
        password: 'a long one for her',
      }
      const scope = await createAccount({ name: 'Harbor', timeZone, owner })
      const credit = (at: string, ms: number, amountNanos: bigint) =>
        withClockAt(new Date(Date.parse(at) + ms), () => creditAccount(scope, { amountNanos, reason: 'money' }))
      await credit(from, -1, 1n)
      await credit(from, 0, 10n)
      await credit(until, -1, 100n)
      await credit(until, 0, 1_000n)
      await withClockAt(new Date(Date.parse(until) + 3_600_000), async () => {
        const bill = await readBill(scope, '2026-11')
        expect([bill.from, bill.until].map((at) => at.toISOString())).toEqual([from, until])
        expect([bill.openingNanos, bill.creditedNanos, bill.closingNanos]).toEqual([1n, 110n, 111n])
        const months = await listBills(scope)
        expect(months.map(({ month, closingNanos }) => [month, closingNanos])).toEqual([
          ['2026-12', 1_111n],
          ['2026-11', 111n],
          ['2026-10', 1n],
        ])
      })
    },
  )

  test('of a month that is none, has not begun or was before the account there is none, and it is said why', async () => {
    const { scope } = await makeAccount()
    for (const [month, code] of [
      ['2026-13', 'bill_month_unreadable'],
      ["2026-11'; drop table accounts", 'bill_month_unreadable'],
      ['1'.repeat(1_000_000), 'bill_month_unreadable'],
      ['2099-01', 'bill_in_future'],
      ['2020-01', 'bill_before_account'],
    ] as const)
      for (const verb of [readBill, checkBill, askBillCheck, readBillCheck])
        await expect(verb(scope, month)).rejects.toMatchObject({ code })
  })
})

describe('a check of a bill', () => {
  test('of what the road did finds every line right, and says when', async () => {
    const { scope } = await lived()
    const verdict = await checkBill(scope, MONTH)
    expect(verdict).toMatchObject({ faults: [], faultCount: 0, differenceNanos: 0n })
    expect(verdict.expectedNanos).toBe((await readBill(scope, MONTH)).spentNanos)
    expect(verdict.expectedNanos).toBeGreaterThan(NUMBER_NANOS)
  })

  test('is a job: asked for twice it is made once, and its result is kept until the next', async () => {
    const { scope } = await lived()
    await askBillCheck(scope, MONTH)
    await askBillCheck(scope, MONTH)
    expect(await readBillCheck(scope, MONTH)).toMatchObject({ state: 'waiting', verdict: null })
    while (await runBillCheck(new AbortController().signal));
    const check = await readBillCheck(scope, MONTH)
    expect(check).toMatchObject({ state: 'done', verdict: { differenceNanos: 0n, faultCount: 0 } })
    const stranger = await makeAccount()
    expect(await readBillCheck(stranger.scope, MONTH)).toBeNull()
    await askBillCheck(scope, MONTH)
    expect(await readBillCheck(scope, MONTH)).toMatchObject({ state: 'waiting', verdict: { differenceNanos: 0n } })
    while (await runBillCheck(new AbortController().signal));
    expect((await listBills(scope))[0]).toMatchObject({ month: MONTH, differenceNanos: 0n, faults: 0 })
  })

  describe('of an account where something is planted', () => {
    let account: TestAccount
    beforeAll(async () => {
      account = await lived()
      // The index that keeps a second charge out; what is planted is put back after each.
      await ask('drop index ledger_once_a_message')
      for (const table of SAVED) await ask(`create table saved_${table} as select * from ${table}`)
    })
    afterEach(async () => {
      const own = [account.scope.accountId]
      for (const table of ['ledger_postings', 'spend_totals']) {
        await ask(`delete from ${table} where account_id = $1`, own)
        await ask(`insert into ${table} select * from saved_${table} where account_id = $1`, own)
      }
      await ask(
        `update messages m set part_nanos = s.part_nanos, surcharge_nanos = s.surcharge_nanos, price_nanos = s.price_nanos
         from saved_messages s where m.account_id = $1 and s.account_id = m.account_id and s.id = m.id`,
        own,
      )
      await ask('update rates r set part_nanos = s.part_nanos from saved_rates s where s.id = r.id')
      expect(await checkBill(account.scope, MONTH)).toMatchObject({ faultCount: 0 })
    })

    const CENT = 10_000_000n
    const post = (kind: string, amount: string, message: string, at: string, whose: string) =>
      `insert into ledger_postings (account_id, id, kind, source, destination, amount_nanos, message_id, reason, at)
       select $1, gen_random_uuid(), '${kind}', 'held', 'usage', ${amount}, ${message}, 'planted', ${at} from messages
       where account_id = $1 and direction = 'outbound' and status = '${whose}'`
    const sent = "where account_id = $1 and status = 'sent'"
    const settled = "where account_id = $1 and kind = 'settle'"

    test.each<[string, BillFaultKind, bigint, string]>([
      [
        'a posting that is a cent too high',
        'amount',
        CENT,
        `update ledger_postings set amount_nanos = amount_nanos + ${CENT} ${settled}`,
      ],
      [
        'a price that is a cent too high',
        'price',
        0n,
        `update messages set price_nanos = price_nanos + ${CENT} ${sent}`,
      ],
      ['a sent message without its charge', 'missing', -2n * PART_NANOS, `delete from ledger_postings ${settled}`],
      [
        'a received one without its charge',
        'missing',
        -INBOUND_NANOS,
        "delete from ledger_postings where account_id = $1 and kind = 'charge'",
      ],
      [
        'a message that was charged twice',
        'doubled',
        2n * PART_NANOS,
        post('settle', 'price_nanos', 'id', "sent_at + interval '1 ms'", 'sent'),
      ],
      [
        'a charge for what the carrier refused',
        'unasked',
        PART_NANOS,
        post('settle', 'price_nanos', 'id', 'final_at', 'rejected'),
      ],
      ['a charge of no message', 'orphan', 5n, post('charge', '5', 'gen_random_uuid()', 'sent_at', 'sent')],
      ['a message at another rate', 'rate', 0n, `update messages set part_nanos = part_nanos + 1 ${sent}`],
      [
        'a rate that was changed afterwards',
        'rate',
        2n,
        "update rates set part_nanos = part_nanos - 1 where $1 <> '' and direction = 'outbound'",
      ],
      ['a surcharge that nobody asks for', 'surcharge', 0n, `update messages set surcharge_nanos = 1 ${sent}`],
      [
        'a number that cost more than it was bought for',
        'number',
        CENT,
        `update ledger_postings set amount_nanos = amount_nanos + ${CENT} where account_id = $1 and kind = 'setup'`,
      ],
      [
        'a month of a number that was not charged',
        'number_missing',
        -MONTHLY_NANOS,
        "delete from ledger_postings where account_id = $1 and kind = 'monthly'",
      ],
      [
        'a line that is not its postings',
        'totals',
        0n,
        "update spend_totals set nanos = nanos + 1 where account_id = $1 and value like 'settle%'",
      ],
    ])('finds and names %s', async (_, kind, difference, sql) => {
      await ask(sql, [account.scope.accountId])
      const verdict = await checkBill(account.scope, MONTH)
      const fault = verdict.faults.find((one) => one.kind === kind)
      expect(fault, JSON.stringify(verdict.faults)).toBeDefined()
      expect(fault?.messageId ?? fault?.postingId ?? fault?.number ?? fault?.line).toBeTruthy()
      expect(verdict.differenceNanos).toBe(difference)
    })
  })
})
