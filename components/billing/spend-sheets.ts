/** The numbers of the charts as rows of a CSV, to the nanodollar. */
import type { BalanceSteps } from '#domain/billing/read-balance-steps.ts'
import { measured, type Spend, type SpendSums } from '#domain/billing/read-spend.ts'
import type { SpendMeasure, SpendView } from '#domain/billing/spend-view.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { barName } from './bar-names.ts'
import { groupName, STEP_WORDS } from './billing-words.ts'

type Cell = string | number | null
type Names = { keys: readonly { id: string; name: string }[] }

export function spendSheet(spend: Spend, { stack, measure }: SpendView, names: Names): Cell[][] {
  const { span, groups, bars, total } = spend
  const unit = measure === 'spend' ? ' ($)' : ''
  const cell = (sums: SpendSums | undefined) => (sums ? cellOf(sums, measure) : null)
  return [
    [
      STEP_WORDS[span.step],
      'From (UTC)',
      'Until (UTC)',
      ...groups.map((one) => `${groupName(one, stack, names)}${unit}`),
      `All${unit}`,
    ],
    ...span.bars.map((bar, nth) => [
      barName(bar, span),
      bar.from.toISOString(),
      bar.until.toISOString(),
      ...groups.map((group) => cell(group.bars[nth])),
      cell(bars[nth]),
    ]),
    [
      'Total',
      span.from.toISOString(),
      span.until.toISOString(),
      ...groups.map((group) => cell(group.total)),
      cell(total),
    ],
  ]
}

export function balanceSheet({ span, steps }: BalanceSteps): Cell[][] {
  return [
    [STEP_WORDS[span.step], 'From (UTC)', 'Until (UTC)', 'Came in ($)', 'Went out ($)', 'Balance at its end ($)'],
    ...steps.map((step) => [
      barName(step, span),
      step.from.toISOString(),
      step.until.toISOString(),
      dollarCell(step.cameNanos),
      dollarCell(step.wentNanos),
      dollarCell(step.nanos),
    ]),
  ]
}

function cellOf(sums: SpendSums, measure: SpendMeasure): Cell {
  return measure === 'spend' ? dollarCell(sums.nanos) : Number(measured(sums, measure))
}

/** Nine decimals. One with a minus is a number for a spreadsheet too, and no formula: only where a float keeps all its digits. */
export function dollarCell(nanos: bigint): Cell {
  const text = formatNanos(nanos < 0n ? -nanos : nanos, 9).replaceAll(/[$,]/g, '')
  if (nanos >= 0n) return text
  const value = -Number(text)
  return value.toFixed(9) === `-${text}` && !String(value).includes('e') ? value : `-${text}`
}
