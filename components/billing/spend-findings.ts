/** What the charts say, as sentences. */

import { formatTotal } from '#components/money.ts'
import { date } from '#components/time/zone.ts'
import type { BalanceSteps } from '#domain/billing/read-balance-steps.ts'
import type { Month } from '#domain/billing/read-month.ts'
import { measured, type Spend } from '#domain/billing/read-spend.ts'
import type { SpendMeasure, SpendView } from '#domain/billing/spend-view.ts'
import { barName, monthWord } from './bar-names.ts'

const PEAK_WORDS = { hour: 'at', day: 'on', month: 'in' } as const
const count = new Intl.NumberFormat('en-US')

export function spendFinding(spend: Spend, view: SpendView): string {
  const { measure } = view
  const { total, bars, before, span } = spend
  const said = say(measured(total, measure), measure)
  const when = timeWord(spend, view)
  if (measured(total, measure) === 0n)
    return `${measure === 'spend' ? 'Nothing spent' : `No ${measure} charged`} ${when}`
  const change = changeWord(measured(total, measure), measured(before.total, measure))
  const most = bars.reduce(
    (best, sums, nth) => (measured(sums, measure) > measured(bars[best] ?? sums, measure) ? nth : best),
    0,
  )
  const bar = span.bars[most]
  const peak =
    bar && bars.length > 1
      ? `; most ${PEAK_WORDS[span.step]} ${span.step === 'month' ? monthWord(bar.from.toISOString(), span.zone, 'long') : barName(bar, span)}`
      : ''
  return `${said} ${when}${change ? `, ${change}` : ''}${peak}`
}

/** `12% more than in the period before`, `5.2 times as much as in the period before`; nothing of what was next to nothing. */
function changeWord(now: bigint, before: bigint): string {
  const word = shareWord(now, before)
  return word === null ? '' : `${word} in the period before`
}

/** Null where a share says nothing: of nothing, or of next to nothing. */
export function shareWord(now: bigint, before: bigint): string | null {
  if (before <= 0n || now > before * 100n) return null
  if (now > before * 3n) return `${count.format(Number((now * 10n) / before) / 10)} times as much as`
  const share = Number(((now - before) * 1_000n) / before) / 10
  return share === 0 ? 'as much as' : `${count.format(Math.abs(share))}% ${share > 0 ? 'more' : 'less'} than`
}

function timeWord({ span }: Spend, { range }: SpendView): string {
  if (range === 'month') return 'this month so far'
  if (range === 'last_month') return 'last month'
  if (range === '1y') return 'in 12 months'
  if (range !== '') return `in ${Number.parseInt(range, 10)} days`
  const last = new Date(span.until.getTime() - 1).toISOString()
  const [first, end] = [date(span.from.toISOString(), span.zone), date(last, span.zone)]
  return first === end ? `on ${first}` : `from ${first} to ${end}`
}

function say(value: bigint, measure: SpendMeasure): string {
  return measure === 'spend' ? `${formatTotal(value)} spent` : `${count.format(value)} ${measure} charged`
}

export function balanceFinding({ steps }: BalanceSteps): string {
  const [first, last] = [steps[0], steps.at(-1)]
  if (!first || !last) return 'No balance in this time'
  const start = first.nanos - first.cameNanos + first.wentNanos
  const came = steps.reduce((sum, { cameNanos }) => sum + cameNanos, 0n)
  const moved =
    last.nanos === start
      ? `stayed at ${formatTotal(start)}`
      : `went from ${formatTotal(start)} to ${formatTotal(last.nanos)}`
  return `The balance ${moved}${came > 0n ? `; ${formatTotal(came)} came in` : ''}`
}

export function forecastWords({ forecast }: Month): string {
  if (!forecast) return 'A forecast is made after the first whole day.'
  const { days, due } = forecast
  const fees =
    due.numbers > 0
      ? `, and ${formatTotal(due.nanos)} of monthly fees that ${count.format(due.numbers)} ${due.numbers === 1 ? 'number has' : 'numbers have'} due until then`
      : ''
  return `The forecast is what was spent so far, and for each day that is left what its weekday came to on average in the last ${
    days === 1 ? 'day' : `${days} days`
  }${fees}. No rise or fall is assumed.`
}
