/** Statements of months, and the check that recomputes them: what is right is called right, whatever is planted is found and named. */
import { describe, expect, test } from 'vitest'
import { createAccount } from '#domain/access/create-account.ts'
import { askBillCheck } from '#domain/billing/ask-bill-check.ts'
import { checkBill } from '#domain/billing/check-bill.ts'
import { listBills } from '#domain/billing/list-bills.ts'
import { readBill } from '#domain/billing/read-bill.ts'
import { readBillCheck } from '#domain/billing/read-bill-check.ts'
import { writeBillCsv } from '#domain/billing/write-bill-csv.ts'
import { writeBillPdf } from '#domain/billing/write-bill-pdf.ts'
import { creditAccount } from '#domain/ledger/credit-account.ts'
import { readBalance } from '#domain/ledger/read-balance.ts'
import { readCsv } from '#lib/read-csv.ts'
import { now, withClockAt } from '#lib/time.ts'
import { makeAccount, PART_NANOS } from '#tests/support/account.ts'
import { lived, THIS_MONTH as MONTH } from '#tests/support/lived.ts'
import { MONTHLY_NANOS, SETUP_NANOS } from '#tests/support/stock.ts'

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
