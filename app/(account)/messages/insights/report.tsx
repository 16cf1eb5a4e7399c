import type { ReactNode } from 'react'
import { Chart, CsvLink } from '#components/chart/chart.tsx'
import { formatMs, formatShare } from '#components/chart/chart-data.ts'
import { CharacterTable } from '#components/insight/character-table.tsx'
import { deliveryChart, failureChart, latencyChart, wasteChart } from '#components/insight/charts.ts'
import { ErrorTable } from '#components/insight/error-table.tsx'
import {
  acceptFinding,
  deliveryFinding,
  failureFinding,
  numbersFinding,
  receiptFinding,
  wasteFinding,
} from '#components/insight/findings.ts'
import { LINES } from '#components/insight/flags.ts'
import { GroupTable } from '#components/insight/group-table.tsx'
import { csvHref } from '#components/insight/insight-view.ts'
import type { SheetName } from '#components/insight/sheets.ts'
import { formatTotal } from '#components/money.ts'
import { zoneName } from '#components/time/zone.ts'
import { Figures } from '#components/ui/figures.tsx'
import type { When } from '#domain/insights/insight-span.ts'
import { percentileMs } from '#domain/insights/latency.ts'
import { between } from '#domain/insights/messages-behind.ts'
import type { Insights } from '#domain/insights/read-insights.ts'
import { deliveredShare } from '#domain/insights/sums.ts'
import { countryOfAreaCode } from '#domain/numbers/area-codes.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { Choice } from '#domain/reports/read-filter-choices.ts'

type Props = { insights: Insights; when: When; zone: string; carriers: Choice[] }

const count = new Intl.NumberFormat('en-US')

export function Report({ insights, when, zone, carriers }: Props) {
  const { total, span, numbers, areas, failures, characters } = insights
  const csv = (sheet: SheetName) => csvHref(when, sheet)
  // What a relative time is turns with the clock, in the log as here; an absolute one is the whole hours that were added up.
  const log: When = when.range === '' ? between(span.from, span.until) : when
  const steps =
    span.step === 'hour'
      ? `by hour, ${zoneName(zone)}`
      : span.step === 'day'
        ? `by day, ${zoneName(zone)}`
        : 'by week from Monday, UTC'
  return (
    <>
      <Summary insights={insights} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-8 panel:grid-cols-2">
        <Chart
          title={deliveryFinding(insights)}
          note={`Messages sent, ${steps}`}
          data={deliveryChart(insights, zone)}
          csvHref={csv('delivery')}
        />
        <Chart
          title={failureFinding(insights)}
          note={`Failed of those that have ended, ${steps}`}
          data={failureChart(insights, zone)}
          csvHref={csv('failures')}
        />
        <Chart
          title={acceptFinding(insights)}
          note={`From accepted to taken by the carrier, ${steps}`}
          data={latencyChart(insights, zone, 'acceptCounts')}
          csvHref={csv('accept')}
        />
        <Chart
          title={receiptFinding(insights)}
          note={`From the carrier to its receipt “delivered”, ${steps}`}
          data={latencyChart(insights, zone, 'receiptCounts')}
          csvHref={csv('receipt')}
        />
      </div>
      {failures.length > 0 ? (
        <Part title="Why messages failed" note="Each bar opens its messages" csv={csv('errors')}>
          <ErrorTable failures={failures} failed={total.failed} when={log} />
        </Part>
      ) : null}
      <Part
        title={numbersFinding(insights)}
        note={`By your number. Over a line: from ${formatShare(LINES.spamLike)} taken for spam by carriers, or from ${formatShare(LINES.optOuts)} opted out, of at least ${LINES.fewest} messages`}
        csv={csv('numbers')}
      >
        <GroupTable dimension="number" groups={numbers} caption="By your number" nameOf={formatNumber} when={log} />
      </Part>
      <Part title="By destination" note="Area code of the recipient" csv={csv('areas')}>
        <GroupTable
          dimension="area"
          groups={areas}
          caption="By area code of the recipient"
          nameOf={nameOfArea}
          when={log}
        />
      </Part>
      <Part title="By carrier link" note="Over which link they left" csv={csv('carriers')}>
        <GroupTable
          dimension="carrier"
          groups={insights.carriers}
          caption="By carrier link"
          nameOf={(id) => carriers.find((one) => one.id === id)?.name ?? 'none'}
          when={log}
        />
      </Part>
      <Part
        title={wasteFinding(insights)}
        note="UCS-2 fits 70 characters into a part where GSM-7 fits 160. Only what a carrier took is counted, since only that was paid for"
        csv={csv('characters')}
      >
        {total.ucs2 > 0 ? (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-6 panel:grid-cols-2">
            <Chart
              title={`${count.format(total.ucs2)} messages were sent as UCS-2`}
              note={`Parts they took, ${steps}`}
              data={wasteChart(insights, zone)}
              csvHref={csv('encoding')}
            />
            <div className="grid content-start gap-2">
              <CharacterTable characters={characters} />
              <p className="text-12 text-ink-3">
                A message with two of them counts for both. Whoever may write it can replace it; we never change a text.
              </p>
            </div>
          </div>
        ) : null}
      </Part>
      <p className="text-12 text-ink-3">
        From sums that are a few seconds old; p50, p95 and p99 are within 10% of the true value. Test messages do not
        count.
        {span.step === 'week' ? ' Beyond a quarter a bar is a week of UTC days.' : ''}
      </p>
    </>
  )
}

function nameOfArea(areaCode: string): string {
  const country = countryOfAreaCode(areaCode)
  return country ? `${areaCode} · ${country}` : `${areaCode} · toll-free`
}

function Summary({ insights: { total } }: { insights: Insights }) {
  const share = deliveredShare(total)
  const [accept, receipt] = [percentileMs(total.acceptCounts, 0.95), percentileMs(total.receiptCounts, 0.95)]
  return (
    <Figures
      label="In this time"
      figures={[
        { name: 'Sent', value: count.format(total.messages) },
        {
          name: 'Delivered',
          value: share === null ? '–' : formatShare(share),
          note: `${count.format(total.failed)} failed`,
        },
        {
          name: 'On the phone, p95',
          value: receipt === null ? '–' : formatMs(receipt),
          note: accept === null ? '' : `after ${formatMs(accept)} to the carrier`,
        },
        {
          name: 'Lost to encoding',
          value: formatTotal(total.lostNanos),
          note: `${count.format(total.ucs2Parts - total.gsm7Parts)} parts`,
        },
      ]}
    />
  )
}

function Part({ title, note, csv, children }: { title: string; note: string; csv: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3 border-t border-line pt-5">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="text-16 font-medium tracking-[-0.01em]">{title}</h2>
        <p className="text-13 text-ink-3">{note}</p>
        <span className="ml-auto">
          <CsvLink href={csv} what={title} />
        </span>
      </div>
      {children}
    </section>
  )
}
