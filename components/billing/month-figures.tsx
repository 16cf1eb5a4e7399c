import { formatTotal } from '#components/money.ts'
import { Figures } from '#components/ui/figures.tsx'
import type { Month } from '#domain/billing/read-month.ts'
import { shareWord } from './spend-findings.ts'

const count = new Intl.NumberFormat('en-US')

/** This month first: what finance people open Billing for. */
export function MonthFigures({ month }: { month: Month }) {
  const { nanos, beforeNanos, wholeBeforeNanos, forecast, availableNanos, heldNanos, dayNanos } = month
  return (
    <Figures
      label="This month"
      figures={[
        { name: 'Spent this month', value: formatTotal(nanos), note: against(nanos, beforeNanos) },
        {
          name: 'Forecast for the month',
          value: forecast ? formatTotal(forecast.nanos) : '–',
          note: wholeBeforeNanos > 0n ? `${formatTotal(wholeBeforeNanos)} last month` : '',
        },
        {
          name: 'Balance',
          value: formatTotal(availableNanos),
          note: heldNanos > 0n ? `and ${formatTotal(heldNanos)} held for messages on their way` : '',
        },
        { name: 'Lasts', value: lasts(month), note: dayNanos > 0n ? `at ${formatTotal(dayNanos)} a day` : '' },
      ]}
    />
  )
}

function against(nanos: bigint, before: bigint): string {
  const word = shareWord(nanos, before)
  if (word === null) return `${before === 0n ? 'nothing' : formatTotal(before)} at this point of last month`
  return `${word} last month at this point (${formatTotal(before)})`
}

function lasts({ lastsDays, availableNanos }: Month): string {
  if (availableNanos <= 0n) return 'used up'
  if (lastsDays === null) return '–'
  if (lastsDays < 1) return 'less than a day'
  if (lastsDays > 730) return 'over 2 years'
  return `${count.format(lastsDays)} ${lastsDays === 1 ? 'day' : 'days'}`
}
