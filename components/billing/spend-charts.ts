/** What the page draws. Every bar leads to the entries of the ledger that it adds up. */
import type { ChartData, Point, Series } from '#components/chart/chart-data.ts'
import { formatExact } from '#components/money.ts'
import { type EntryFilter, minutesOf } from '#domain/billing/entry-filter.ts'
import type { BalanceSteps } from '#domain/billing/read-balance-steps.ts'
import { measured, type Spend, type SpendGroup, type SpendSums } from '#domain/billing/read-spend.ts'
import type { Bar } from '#domain/billing/spend-span.ts'
import type { SpendMeasure, SpendView } from '#domain/billing/spend-view.ts'
import { kindsOf, type SpendCategory } from '#domain/ledger/spend-line.ts'
import { barLabel, barName } from './bar-names.ts'
import { entriesHref } from './billing-view.ts'
import { groupName, STEP_WORDS } from './billing-words.ts'

type Names = { keys: readonly { id: string; name: string }[] }

const COLOURS = ['sent', 'received', 'held', 'signal', 'queued', 'failed', 'line-strong']
const OF_CATEGORY: Record<string, string> = {
  outbound: 'sent',
  inbound: 'received',
  numbers: 'held',
  refunds: 'delivered',
}
const count = new Intl.NumberFormat('en-US')

export function spendChart(spend: Spend, { stack, measure }: SpendView, names: Names): ChartData {
  const { span, bars, groups, before } = spend
  const shown = groups.filter((group) => group.bars.some((sums) => measured(sums, measure) !== 0n))
  const series: Series[] = shown.map((group, nth) => ({
    key: `s${nth}`,
    name: groupName(group, stack, names),
    colour:
      group.value === null ? 'line-strong' : (OF_CATEGORY[group.value] ?? COLOURS[nth % COLOURS.length] ?? 'sent'),
    hatched: nth % 2 === 1,
  }))
  const isCompared = before.bars.some((sums) => measured(sums, measure) !== 0n)
  const beside: Series = {
    key: 'before',
    name: 'The period before',
    colour: 'ink-3',
    dash: '3 3',
    isBeside: true,
    isOnlySaid: span.step === 'hour',
  }
  return {
    kind: 'bars',
    unit: measure === 'spend' ? 'dollars' : 'count',
    of: STEP_WORDS[span.step],
    series: [...series, ...(isCompared ? [beside] : [])],
    points: span.bars.map((bar, nth): Point => {
      const own = bars[nth]
      const earlier = before.bars[nth]
      const sums: [string, SpendSums | undefined][] = [
        ...shown.map((group, at): [string, SpendSums | undefined] => [`s${at}`, group.bars[nth]]),
        ['before', earlier],
      ]
      const isAny = own && (own.nanos !== 0n || own.messages !== 0n || shown.some((group) => isSome(group.bars[nth])))
      return {
        label: barLabel(bar, span),
        name: barName(bar, span),
        href: isAny ? entriesHref(filterOfBar(bar, measure)) : null,
        values: Object.fromEntries(sums.map(([key, value]) => [key, value ? asNumber(value, measure) : null])),
        texts: Object.fromEntries(sums.flatMap(([key, value]) => (value ? [[key, sayMeasure(value, measure)]] : []))),
        // All others have no filter of their own: they open the whole bar.
        hrefs: Object.fromEntries(
          shown.flatMap((group, at) =>
            group.value === null
              ? []
              : [[`s${at}`, entriesHref({ ...filterOfBar(bar, measure), ...filterOfGroup(group, stack) })]],
          ),
        ),
      }
    }),
    totals: {
      ...Object.fromEntries(shown.map((group, at) => [`s${at}`, sayMeasure(group.total, measure)])),
    },
  }
}

export function balanceChart({ span, steps }: BalanceSteps): ChartData {
  return {
    kind: 'lines',
    unit: 'dollars',
    of: STEP_WORDS[span.step],
    isStepped: true,
    series: [
      { key: 'balance', name: 'Balance at its end', colour: 'signal' },
      { key: 'came', name: 'Came in', colour: 'delivered', isOnlySaid: true },
      { key: 'went', name: 'Went out', colour: 'received', isOnlySaid: true },
    ],
    points: steps.map((step) => ({
      label: barLabel(step, span),
      name: barName(step, span),
      href: step.cameNanos === 0n && step.wentNanos === 0n ? null : entriesHref(minutesOf(step.from, step.until)),
      values: { balance: dollars(step.nanos), came: dollars(step.cameNanos), went: dollars(step.wentNanos) },
      texts: { balance: formatExact(step.nanos), came: formatExact(step.cameNanos), went: formatExact(step.wentNanos) },
    })),
  }
}

/** Spend is everything but money in and out; messages and parts are those that were charged. */
export function filterOfBar({ from, until }: Bar, measure: SpendMeasure): Partial<EntryFilter> {
  const kinds =
    measure === 'spend' ? (['outbound', 'inbound', 'numbers', 'refunds'] as const) : (['outbound', 'inbound'] as const)
  return { ...minutesOf(from, until), kind: kinds.flatMap(kindsOf).join(',') }
}

export function filterOfGroup({ value }: SpendGroup, stack: SpendView['stack']): Partial<EntryFilter> {
  if (value === null) return {}
  if (stack === 'number') return { kind: '', number: value || 'none' }
  if (stack === 'key') return { kind: '', key: value || 'none' }
  const [category = '', of] = value.split(':')
  const kind = kindsOf(category as SpendCategory).join(',')
  if (of === undefined) return { kind }
  return stack === 'rate' ? { kind, rate: of } : { kind, destination: of }
}

export function sayMeasure(sums: SpendSums, measure: SpendMeasure): string {
  return measure === 'spend' ? formatExact(sums.nanos) : count.format(measured(sums, measure))
}

function asNumber(sums: SpendSums, measure: SpendMeasure): number {
  return measure === 'spend' ? dollars(sums.nanos) : Number(measured(sums, measure))
}

function dollars(nanos: bigint): number {
  return Number(nanos) / 1e9
}

function isSome(sums: SpendSums | undefined): boolean {
  return sums !== undefined && (sums.nanos !== 0n || sums.messages !== 0n)
}
