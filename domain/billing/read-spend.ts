import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { readSpendLine, SPEND_CATEGORIES } from '#domain/ledger/spend-line.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { LINES_BY_BAR, TOP_BY_BAR } from './spend.sql.ts'
import { type Bar, type SpendSpan, spendSpanOf } from './spend-span.ts'
import type { SpendMeasure, SpendStack, SpendStep, SpendView } from './spend-view.ts'
import { sumOfTime } from './sum-of-time.ts'

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

type BarRow = { bar: number; value: string | null; messages: bigint; parts: bigint; nanos: bigint; count?: bigint }

export const NO_SPEND: SpendSums = { nanos: 0n, messages: 0n, parts: 0n }
/** More colours than these are not told apart. */
const MOST_GROUPS = 6

/** What was spent in a time, by its bars and by what it was spent on: from totals alone, which are the ledger added up. */
export async function readSpend(scope: Scope, view: SpendView): Promise<Spend> {
  demand(scope, 'billing.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    const span = await spendSpanOf(tx, scope.accountId, view)
    const { stack, measure } = view
    const isOfLines = stack !== 'number' && stack !== 'key'
    const [lines, top, linesBefore, totalBefore] = await Promise.all([
      linesOf(tx, scope, span.step, span.bars),
      isOfLines
        ? []
        : tx.query<BarRow>(TOP_BY_BAR, [...within(scope, span.step, span.bars), stack, MOST_GROUPS, measure]),
      linesOf(tx, scope, span.step, span.before.bars),
      sumOfTime(tx, scope, { from: span.before.from, until: span.before.until, zone: span.zone }),
    ])
    const bars = intoBars(lines.filter(isSpend), span.bars.length)
    return {
      span,
      total: addUp(bars),
      bars,
      groups: isOfLines
        ? groupLines(lines, stack, measure, span.bars.length)
        : groupsOf(top, measure, span.bars.length),
      before: { total: totalBefore, bars: intoBars(linesBefore.filter(isSpend), span.before.bars.length) },
    }
  })
}

function linesOf(tx: Tx, scope: Scope, step: SpendStep, bars: readonly Bar[]): Promise<BarRow[]> {
  return tx.query<BarRow>(LINES_BY_BAR, within(scope, step, bars))
}

function within(scope: Scope, step: SpendStep, bars: readonly Bar[]): unknown[] {
  const [from, until] = [bars[0]?.from ?? null, bars.at(-1)?.until ?? null]
  return [scope.accountId, step === 'hour' ? 'quarter' : 'day', from, until, bars.map((bar) => bar.from)]
}

function isSpend({ value }: { value: string | null }): boolean {
  return SPEND_CATEGORIES[readSpendLine(value ?? '').kind] !== 'funding'
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

function groupLines(rows: readonly BarRow[], stack: SpendStack, measure: SpendMeasure, bars: number): SpendGroup[] {
  const named = rows.flatMap((row) => {
    const value = groupOf(row.value ?? '', stack)
    return value === null ? [] : [{ ...row, value }]
  })
  const all = groupsOf(named, measure, bars)
  if (all.length <= MOST_GROUPS + 1) return all
  const [kept, others] = [all.slice(0, MOST_GROUPS), all.slice(MOST_GROUPS)]
  const sums = Array.from({ length: bars }, (_, bar) => addUp(others.map((group) => group.bars[bar] ?? NO_SPEND)))
  return [...kept, { value: null, count: others.length, total: addUp(sums), bars: sums }]
}

/** The largest first, all others last. */
function groupsOf(rows: readonly BarRow[], measure: SpendMeasure, bars: number): SpendGroup[] {
  return [...Map.groupBy(rows, ({ value }) => value)]
    .map(([value, own]) => {
      const sums = intoBars(own, bars)
      return { value, count: Math.max(...own.map(({ count }) => Number(count ?? 1))), total: addUp(sums), bars: sums }
    })
    .sort(
      (a, b) =>
        Number(a.value === null) - Number(b.value === null) ||
        compare(b, a, measure) ||
        (String(a.value) < String(b.value) ? -1 : 1),
    )
}

function compare(a: SpendGroup, b: SpendGroup, measure: SpendMeasure): number {
  const [first, second] = [measured(a.total, measure), measured(b.total, measure)]
  return first < second ? -1 : first > second ? 1 : 0
}

export function measured(sums: SpendSums, measure: SpendMeasure): bigint {
  return measure === 'spend' ? sums.nanos : sums[measure]
}

function intoBars(rows: readonly BarRow[], count: number): SpendSums[] {
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
