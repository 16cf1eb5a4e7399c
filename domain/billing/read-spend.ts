import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { readSpendLine, SPEND_CATEGORIES } from '#domain/ledger/spend-line.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { dayOf } from '#lib/zoned-day.ts'
import { LINES_BY_BAR, SPEND_BY_BAR, TOP_VALUES, VALUES_BY_BAR } from './spend.sql.ts'
import { type Bar, momentsOf, type SpendSpan, spendSpanOf } from './spend-span.ts'
import type { SpendMeasure, SpendStack, SpendStep, SpendView } from './spend-view.ts'
import { columnsOf, type Piece, piecesOf, sumOfTime } from './sum-of-time.ts'
import { addMonths, firstOfMonth } from './written-days.ts'

export type SpendSums = { nanos: bigint; messages: bigint; parts: bigint }
/** One colour of a stack. `value`: a category, a number, a key's id, a destination, or a rate as `part+surcharge`; null: all others. */
export type SpendGroup = { value: string | null; count: number; total: SpendSums; bars: SpendSums[] }

export type Spend = {
  span: SpendSpan
  total: SpendSums
  bars: SpendSums[]
  groups: SpendGroup[]
  before: { total: SpendSums; bars: SpendSums[] }
}

type SumRow = SpendSums & { bar: number }
type BarRow = SumRow & { value: string }

export const NO_SPEND: SpendSums = { nanos: 0n, messages: 0n, parts: 0n }
/** More colours than these are not told apart. */
const MOST_GROUPS = 6

/** What was spent in a time, by its bars and by what it was spent on: from totals alone, which are the ledger added up. */
export async function readSpend(scope: Scope, view: SpendView): Promise<Spend> {
  demand(scope, 'billing.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    const span = await spendSpanOf(tx, scope.accountId, view)
    const { stack, measure } = view
    const [lines, top, rowsBefore, totalBefore] = await Promise.all([
      linesOf(tx, scope, span.step, span.bars),
      stack === 'number' || stack === 'key' ? topOf(tx, scope, span, stack, measure) : null,
      tx.query<SumRow>(SPEND_BY_BAR, within(scope, span.step, span.before.bars)),
      sumOfTime(tx, scope, { from: span.before.from, until: span.before.until, zone: span.zone }),
    ])
    const bars = intoBars(namedLines(lines, 'direction'), span.bars.length)
    const groups = groupsOf(top?.rows ?? namedLines(lines, stack), measure, span.bars.length)
    return {
      span,
      total: addUp(bars),
      bars,
      groups: withOthers(groups, bars, top?.count ?? groups.length),
      before: { total: totalBefore, bars: intoBars(rowsBefore, span.before.bars.length) },
    }
  })
}

type Top = { rows: BarRow[]; count: number }

/** Only of those that will have a colour are the bars read. */
async function topOf(
  tx: Tx,
  scope: Scope,
  span: SpendSpan,
  dimension: 'number' | 'key',
  measure: SpendMeasure,
): Promise<Top> {
  const of = measure === 'spend' ? 'nanos' : measure
  const months = columnsOf(await monthsOf(tx, span))
  const found = await tx.query<{ value: string; count: bigint }>(TOP_VALUES(of), [
    scope.accountId,
    ...months,
    dimension,
    MOST_GROUPS + 1,
  ])
  const count = Number(found[0]?.count ?? 0)
  const kept = count > found.length ? found.slice(0, MOST_GROUPS) : found
  const pieces =
    span.step === 'month' ? months : columnsOf([{ level: levelOf(span.step), from: span.from, until: span.until }])
  const rows = await tx.query<BarRow>(VALUES_BY_BAR, [
    scope.accountId,
    ...pieces,
    dimension,
    span.bars.map(({ from }) => from),
    kept.map(({ value }) => value),
  ])
  return { rows, count }
}

/** Whole months, and days around them. Of a time that is not over the last month is whole: nothing comes after it yet. */
async function monthsOf(tx: Tx, { from, until, zone }: SpendSpan): Promise<Piece[]> {
  if (until <= now()) return piecesOf(tx, { from, until, zone }, 'day', 'month')
  const [end = until] = await momentsOf(tx, zone, [addMonths(firstOfMonth(dayOf(now(), zone)), 1)])
  return piecesOf(tx, { from, until: end, zone }, 'day', 'month')
}

function linesOf(tx: Tx, scope: Scope, step: SpendStep, bars: readonly Bar[]): Promise<BarRow[]> {
  return tx.query<BarRow>(LINES_BY_BAR, within(scope, step, bars))
}

function within(scope: Scope, step: SpendStep, bars: readonly Bar[]): unknown[] {
  const [from, until] = [bars[0]?.from ?? null, bars.at(-1)?.until ?? null]
  return [scope.accountId, levelOf(step), from, until, bars.map((bar) => bar.from)]
}

function levelOf(step: SpendStep): 'quarter' | 'day' {
  return step === 'hour' ? 'quarter' : 'day'
}

/** What a line is in a stack; null: it is no part of it. A destination belongs to messages, a rate to what has one. */
function groupOf(value: string, stack: SpendStack): string | null {
  const { kind, destination, partNanos, surchargeNanos } = readSpendLine(value)
  const category = SPEND_CATEGORIES[kind]
  if (category === 'funding') return null
  if (stack === 'direction') return category
  const isMessages = category === 'outbound' || category === 'inbound'
  if (!isMessages) return category
  return stack === 'rate' ? `${category}:${partNanos}+${surchargeNanos}` : `${category}:${destination}`
}

/** A line comes once a bar, and is read once. */
function namedLines(rows: readonly BarRow[], stack: SpendStack): BarRow[] {
  const groups = new Map<string, string | null>()
  return rows.flatMap((row) => {
    const known = groups.get(row.value)
    const value = known === undefined ? groupOf(row.value, stack) : known
    groups.set(row.value, value)
    return value === null ? [] : [{ ...row, value }]
  })
}

/** What has no colour of its own is what is missing to the whole. */
function withOthers(groups: readonly SpendGroup[], bars: readonly SpendSums[], count: number): SpendGroup[] {
  if (count <= MOST_GROUPS + 1) return [...groups]
  const kept = groups.slice(0, MOST_GROUPS)
  const others = bars.map((sums, nth) => takeAway(sums, addUp(kept.map((group) => group.bars[nth] ?? NO_SPEND))))
  return [...kept, { value: null, count: count - kept.length, total: addUp(others), bars: others }]
}

function takeAway(all: SpendSums, some: SpendSums): SpendSums {
  return { nanos: all.nanos - some.nanos, messages: all.messages - some.messages, parts: all.parts - some.parts }
}

/** The largest first. */
function groupsOf(rows: readonly BarRow[], measure: SpendMeasure, bars: number): SpendGroup[] {
  return [...Map.groupBy(rows, ({ value }) => value)]
    .map(([value, own]) => {
      const sums = intoBars(own, bars)
      return { value, count: 1, total: addUp(sums), bars: sums }
    })
    .sort((a, b) => compare(b, a, measure) || (a.value < b.value ? -1 : 1))
}

function compare(a: Pick<SpendGroup, 'total'>, b: Pick<SpendGroup, 'total'>, measure: SpendMeasure): number {
  const [first, second] = [measured(a.total, measure), measured(b.total, measure)]
  return first < second ? -1 : first > second ? 1 : 0
}

export function measured(sums: SpendSums, measure: SpendMeasure): bigint {
  return measure === 'spend' ? sums.nanos : sums[measure]
}

function intoBars(rows: readonly SumRow[], count: number): SpendSums[] {
  const bars = Array.from({ length: count }, () => NO_SPEND)
  for (const row of rows) bars[row.bar] = addUp([bars[row.bar] ?? NO_SPEND, row])
  return bars
}

export function addUp(all: readonly SpendSums[]): SpendSums {
  return all.reduce(
    (sum, one) => ({
      nanos: sum.nanos + one.nanos,
      messages: sum.messages + one.messages,
      parts: sum.parts + one.parts,
    }),
    NO_SPEND,
  )
}
