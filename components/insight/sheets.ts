/** The numbers of each chart and table as rows of a CSV. */
import { chartSheet } from '#components/chart/chart-data.ts'
import { suggestionFor } from '#domain/insights/encoding-waste.ts'
import { adviceFor } from '#domain/insights/error-advice.ts'
import { percentileMs } from '#domain/insights/latency.ts'
import type { Group, Insights } from '#domain/insights/read-insights.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { deliveryChart, failureChart, latencyChart, wasteChart } from './charts.ts'

type Sheet = (string | number | null)[][]

const SHEETS = {
  delivery: (insights, zone) => chartSheet(deliveryChart(insights, zone)),
  failures: (insights, zone) => chartSheet(failureChart(insights, zone)),
  accept: (insights, zone) => chartSheet(latencyChart(insights, zone, 'acceptCounts')),
  receipt: (insights, zone) => chartSheet(latencyChart(insights, zone, 'receiptCounts')),
  encoding: (insights, zone) => chartSheet(wasteChart(insights, zone)),
  errors: ({ failures }) => [
    ['Status', 'Code', 'Messages', 'Meaning', 'What to do'],
    ...failures.map(({ status, code, messages }) => {
      const { meaning, action } = adviceFor(status, code)
      return [status, code, messages, meaning, action]
    }),
  ],
  numbers: ({ numbers }) => groupSheet('Number', numbers.rows),
  carriers: ({ carriers }) => groupSheet('Carrier link', carriers.rows),
  areas: ({ areas }) => groupSheet('Area code', areas.rows),
  characters: ({ characters }) => [
    ['Character', 'Write instead', 'Messages', 'Parts lost', 'Money lost ($)'],
    ...characters.map((one) => [
      one.character,
      suggestionFor(one.character),
      one.messages,
      one.lostParts,
      formatNanos(one.lostNanos, 6).slice(1),
    ]),
  ],
} satisfies Record<string, (insights: Insights, zone: string) => Sheet>

export type SheetName = keyof typeof SHEETS

export function isSheet(name: string | null): name is SheetName {
  return name !== null && Object.hasOwn(SHEETS, name)
}

export function sheetOf(name: SheetName, insights: Insights, zone: string): Sheet {
  return SHEETS[name](insights, zone)
}

function groupSheet(head: string, rows: readonly Group[]): Sheet {
  const ms = (counts: readonly number[], share: number) => {
    const found = percentileMs(counts, share)
    return found === null ? null : Math.round(found)
  }
  return [
    [
      head,
      'Sent',
      'Delivered',
      'Failed',
      'To carrier p50 (ms)',
      'To carrier p95 (ms)',
      'To carrier p99 (ms)',
      'Receipt p50 (ms)',
      'Receipt p95 (ms)',
      'Receipt p99 (ms)',
      'Taken for spam',
      'Opted out',
    ],
    ...rows.map((row) => [
      row.value,
      row.messages,
      row.delivered,
      row.failed,
      ...[0.5, 0.95, 0.99].map((share) => ms(row.acceptCounts, share)),
      ...[0.5, 0.95, 0.99].map((share) => ms(row.receiptCounts, share)),
      row.spamLike,
      row.optOuts,
    ]),
  ]
}
