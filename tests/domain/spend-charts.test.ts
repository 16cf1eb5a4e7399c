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
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { type NewPosting, postEntries } from '#domain/ledger/post-entries.ts'
import { tenantTransaction } from '#lib/db.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, withClockAt } from '#lib/time.ts'
import { createRandom } from '#prisma/seed/random.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { acceptAndSend, bring, inbound } from '#tests/support/road.ts'

const ZONES = ['America/Los_Angeles', 'America/St_Johns', 'Europe/Berlin']
/** Clocks change on March 8 and November 1 in America, on March 29 and October 25 in Berlin. */
const NIGHTS = ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01'].map((day) => Date.parse(`${day}T00:00:00Z`))
const NOW = new Date('2026-11-29T17:20:00Z')
const TIMES = [
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
]

type Fact = {
  at: Date
  kind: string
  nanos: bigint
  messages: bigint
  parts: bigint
  number: string
  key: string
  line: string
}

const random = createRandom(45)
let account: TestAccount
let facts: Fact[]

function moment(): Date {
  const near = random.pick(NIGHTS) - 30 * HOUR_MS + random.below(84) * HOUR_MS + random.below(60) * MINUTE_MS
  const any = NOW.getTime() - 1 - random.below(365) * DAY_MS - random.below(24 * 60) * MINUTE_MS
  return new Date(random.below(3) === 0 ? any : near)
}

/** What no message is about, posted as its verbs post it. */
function someMoney(nth: number): NewPosting[] {
  const amountNanos = BigInt(1 + random.below(2_000_000_000))
  const money = { amountNanos, messageId: null, reason: 'test', isTest: random.below(9) === 0 } as const
  const number = random.pick(account.numbers)
  return [
    { kind: random.pick(['credit', 'credit', 'debit'] as const), ...money },
    {
      kind: random.pick(['setup', 'monthly'] as const),
      amountNanos,
      number,
      periodFrom: new Date(nth * DAY_MS),
      reason: 'test',
    },
  ]
}

beforeAll(async () => {
  await ask('select ensure_partitions($1, $2)', [new Date(NOW.getTime() - 400 * DAY_MS), NOW])
  await ask("update rates set effective_from = '2025-01-01' where from_parts = 0")
  account = await withClockAt(new Date(NOW.getTime() - 366 * DAY_MS), () =>
    makeAccount({ longcodes: 3, tollFree: 1, dollars: '900000' }),
  )
  const { accountId } = account.scope
  for (let nth = 0; nth < 260; nth += 1) {
    await withClockAt(moment(), () =>
      tenantTransaction(accountId, async (tx) => {
        await lockBalance(tx, accountId)
        await postEntries(tx, accountId, someMoney(nth))
      }),
    )
  }
  for (let nth = 0; nth < 110; nth += 1) {
    const body = random.pick(['hello there', 'a'.repeat(200), '你好'])
    await withClockAt(moment(), async () => {
      if (random.below(3) === 0) return bring(inbound(account, { text: body }))
      await acceptAndSend(account, { from: random.pick(account.numbers), body })
    })
  }
  const charged = await ask<{ reverses: string; amount: string; messageId: string | null; number: string | null }>(
    `select id as reverses, amount_nanos as amount, message_id as "messageId", number from ledger_postings
     where account_id = $1 and kind in ('settle', 'charge', 'setup', 'monthly') order by id desc limit 30`,
    [accountId],
  )
  for (const { amount, ...posting } of charged) {
    const refund = { kind: 'refund', amountNanos: BigInt(amount) / 2n, reason: 'half of it', ...posting } as const
    await withClockAt(moment(), () => tenantTransaction(accountId, (tx) => postEntries(tx, accountId, [refund])))
  }
  facts = await ask<Fact>(
    `select p.at, p.kind, case when p.kind in ('credit', 'refund') then -p.amount_nanos else p.amount_nanos end as nanos,
       (p.kind in ('settle', 'charge'))::int as messages,
       case when p.kind in ('settle', 'charge') then m.parts else 0 end as parts, coalesce(m.key_id::text, '') as key,
       coalesce(case m.direction when 'outbound' then m.from_e164 else m.to_e164 end, p.number, '') as number,
       coalesce(m.destination, '') as line
     from ledger_postings p left join messages m on m.account_id = p.account_id and m.id = p.message_id
     where p.account_id = $1 and not p.is_test and p.kind not in ('hold', 'release')`,
    [accountId],
  ).then((rows) =>
    rows.map((row) => ({ ...row, nanos: BigInt(row.nanos), messages: BigInt(row.messages), parts: BigInt(row.parts) })),
  )
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
        const stack = SPEND_STACKS[nth % SPEND_STACKS.length] ?? 'number'
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
      for (const group of spend.groups) {
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
    expect(await listEntries(other.scope, NO_ENTRY_FILTER)).toEqual({ entries: [], next: null })
  })
})
