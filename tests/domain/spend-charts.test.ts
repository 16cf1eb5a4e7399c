/** The charts of Billing: whatever was posted, whenever, every bar is what the ledger says of its time, to the nanodollar. */
import { beforeAll, expect, test } from 'vitest'
import { filterOfBar, filterOfGroup } from '#components/billing/spend-charts.ts'
import { changeAccount } from '#domain/access/change-account.ts'
import { type EntryFilter, NO_ENTRY_FILTER } from '#domain/billing/entry-filter.ts'
import { listEntries } from '#domain/billing/list-entries.ts'
import { readBalanceSteps } from '#domain/billing/read-balance-steps.ts'
import { readMonth } from '#domain/billing/read-month.ts'
import { measured, readSpend, type SpendGroup } from '#domain/billing/read-spend.ts'
import type { Bar } from '#domain/billing/spend-span.ts'
import {
  readSpendView,
  SPEND_MEASURES,
  SPEND_STACKS,
  type SpendMeasure,
  type SpendStack,
} from '#domain/billing/spend-view.ts'
import { sumEntries } from '#domain/billing/sum-entries.ts'
import { withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { type Fact, liveThroughYear, NOW } from '#tests/support/year-of-money.ts'

const ZONES = ['America/Los_Angeles', 'America/St_Johns', 'Europe/Berlin']
const TIMES: Record<string, string>[] = [
  { range: '1y' },
  { range: 'month' },
  { range: 'last_month' },
  { range: '90d' },
  { since: '2026-03-01', until: '2026-03-31', by: 'day' },
  { since: '2026-03-06', until: '2026-03-09', by: 'hour' },
  { since: '2026-03-29', until: '2026-03-29', by: 'hour' },
  { since: '2026-10-24', until: '2026-11-02', by: 'day' },
  { since: '2026-11-01', until: '2026-11-01' },
  { since: '2025-12-15', until: '2026-11-10', by: 'month' },
  { range: '1y', stack: 'number' },
  { range: '1y', stack: 'key' },
  { since: '2025-12-15', until: '2026-11-10', by: 'month', stack: 'number' },
  { since: '2026-01-20', until: '2026-04-10', by: 'day', stack: 'number' },
]

let account: TestAccount
let facts: Fact[]

beforeAll(async () => {
  const year = await liveThroughYear()
  account = year.account
  facts = year.facts
}, 60_000)

const isSpend = ({ kind }: Fact) => kind !== 'credit' && kind !== 'debit'
const within = ({ from, until }: Bar) => facts.filter(({ at }) => at >= from && at < until)
function ledger(some: readonly Fact[], measure: SpendMeasure): bigint {
  return some.reduce((sum, fact) => sum + (measure === 'spend' ? fact.nanos : fact[measure]), 0n)
}

const KINDS: Record<string, string[]> = {
  outbound: ['settle'],
  inbound: ['charge'],
  numbers: ['setup', 'monthly'],
  refunds: ['refund'],
}
function isOf(fact: Fact, { value }: SpendGroup, stack: SpendStack): boolean {
  if (stack === 'number' || stack === 'key') return fact[stack] === value
  const [category = '', of] = String(value).split(':')
  return (
    (KINDS[category] ?? []).includes(fact.kind) && (stack !== 'destination' || of === undefined || fact.line === of)
  )
}

test.each(ZONES)(
  'every bar of a year in %s is what the ledger says of its time, and a change of zone makes the days anew',
  async (timeZone) => {
    await changeAccount(account.scope, { name: 'Harbor Dental', timeZone })
    await withClockAt(NOW, async () => {
      expect(facts.length).toBeGreaterThan(400)
      for (const [nth, time] of TIMES.entries()) {
        const stack = SPEND_STACKS.find((one) => one === time.stack) ?? SPEND_STACKS[nth % SPEND_STACKS.length] ?? 'key'
        for (const measure of SPEND_MEASURES) {
          const spend = await readSpend(account.scope, readSpendView({ ...time, stack, measure }))
          const { bars, groups, span } = spend
          const said = (all: typeof bars) => all.map((sums) => measured(sums, measure))
          const expected = span.bars.map((bar) => ledger(within(bar).filter(isSpend), measure))
          expect(said(bars), `${JSON.stringify(time)} ${stack} ${measure}`).toEqual(expected)
          expect(measured(spend.total, measure)).toBe(ledger(within(span).filter(isSpend), measure))
          expect(groups.reduce((sum, { total }) => sum + measured(total, measure), 0n)).toBe(
            measured(spend.total, measure),
          )
          for (const group of groups.filter(({ value }) => value !== null && stack !== 'rate')) {
            const own = span.bars.map((bar) =>
              ledger(
                within(bar).filter((fact) => isSpend(fact) && isOf(fact, group, stack)),
                measure,
              ),
            )
            expect(said(group.bars), `${stack} ${group.value}`).toEqual(own)
          }
          // Bars touch each other, and begin where the range begins.
          expect(span.bars.map(({ from }) => from)).toEqual([
            span.from,
            ...span.bars.slice(0, -1).map(({ until }) => until),
          ])
          expect(measured(spend.before.total, measure)).toBe(ledger(within(span.before).filter(isSpend), measure))
        }
        const balance = await readBalanceSteps(account.scope, readSpendView(time))
        const posted = (until: Date) =>
          -ledger(
            facts.filter(({ at }) => at < until),
            'spend',
          )
        expect(balance.steps.map(({ nanos }) => nanos)).toEqual(balance.steps.map(({ until }) => posted(until)))
      }
    })
  },
)

test('the tallest bar opens exactly the entries that it adds up, each with its message', async () => {
  await withClockAt(NOW, async () => {
    for (const stack of SPEND_STACKS) {
      const spend = await readSpend(account.scope, readSpendView({ since: '2026-10-24', until: '2026-11-02', stack }))
      const tallest = spend.bars.reduce(
        (best, { nanos }, nth) => (nanos > (spend.bars[best]?.nanos ?? 0n) ? nth : best),
        0,
      )
      const bar = spend.span.bars[tallest]
      if (!bar) throw new Error('no bar')
      const whole = { ...NO_ENTRY_FILTER, ...filterOfBar(bar, 'spend') }
      expect(await opened(whole)).toEqual({
        nanos: spend.bars[tallest]?.nanos,
        messages: spend.bars[tallest]?.messages,
      })
      for (const group of spend.groups.filter(({ value }) => value !== null)) {
        const own = { ...whole, ...filterOfGroup(group, stack) }
        expect(await opened(own), `${stack} ${group.value}`).toEqual({
          nanos: group.bars[tallest]?.nanos,
          messages: group.bars[tallest]?.messages,
        })
      }
    }
  })
})

/** What the list adds up to, page by page; the sum above it says the same. */
async function opened(filter: EntryFilter) {
  let [nanos, messages, next]: [bigint, bigint, string | null] = [0n, 0n, '']
  while (next !== null) {
    const page = await listEntries(account.scope, filter, next)
    for (const entry of page.entries) {
      nanos -= entry.nanos
      messages += entry.message && entry.kind !== 'refund' ? 1n : 0n
    }
    next = page.next
  }
  expect(await sumEntries(account.scope, filter)).toMatchObject({ nanos, messages })
  return { nanos, messages }
}

test('this month is compared with the last one at the same point, and another account sees nothing of it', async () => {
  await changeAccount(account.scope, { name: 'Harbor Dental', timeZone: 'America/Los_Angeles' })
  await withClockAt(NOW, async () => {
    const month = await readMonth(account.scope)
    const time = (from: string, until: string) =>
      ledger(within({ from: new Date(from), until: new Date(until) }).filter(isSpend), 'spend')
    expect(month.nanos).toBe(time('2026-11-01T07:00:00Z', '2026-12-01T08:00:00Z'))
    // 09:20 in Los Angeles on the 29th; in October the clocks there were an hour ahead. To the quarter of an hour.
    expect(month.beforeNanos).toBe(time('2026-10-01T07:00:00Z', '2026-10-29T16:15:00Z'))
    const other = await makeAccount({ dollars: '0' })
    expect(await readMonth(other.scope)).toMatchObject({ nanos: 0n, forecast: null, lastsDays: null })
    expect(await listEntries(other.scope, NO_ENTRY_FILTER)).toMatchObject({ entries: [], next: null, balances: null })
  })
})

test('the balance beside each entry is what all entries before it left, on every page', async () => {
  await withClockAt(NOW, async () => {
    let [next, seen]: [string | null, number] = ['', 0]
    while (next !== null) {
      const page = await listEntries(account.scope, NO_ENTRY_FILTER, next)
      for (const [nth, { at, id }] of page.entries.entries()) {
        const upTo = facts.filter((one) => one.at < at || (one.at.getTime() === at.getTime() && one.id <= id))
        expect(page.balances?.[nth]).toBe(-ledger(upTo, 'spend'))
        seen += 1
      }
      next = page.next
    }
    expect(seen).toBe(facts.length)
    const [narrowed, since] = [{ kind: 'settle' }, { since: '2026-06-01' }]
    expect((await listEntries(account.scope, { ...NO_ENTRY_FILTER, ...narrowed })).balances).toBeNull()
    expect((await listEntries(account.scope, { ...NO_ENTRY_FILTER, ...since })).balances).not.toBeNull()
  })
})
