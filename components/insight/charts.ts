/** What the page draws, from the sums. Each bar leads to the messages it counts. */
import type { ChartData, Point } from '#components/chart/chart-data.ts'
import { percentileMs } from '#domain/insights/latency.ts'
import { between, DELIVERED, NOT_DELIVERED, SENT } from '#domain/insights/messages-behind.ts'
import type { InsightStep, Insights } from '#domain/insights/read-insights.ts'
import { logHref } from './insight-view.ts'
import { STEP_NAMES, stepLabel, stepName } from './step-names.ts'

type Shape = Pick<ChartData, 'kind' | 'unit' | 'series'>

export function deliveryChart(insights: Insights, zone: string): ChartData {
  const shape: Shape = {
    kind: 'bars',
    unit: 'count',
    series: [
      { key: 'delivered', name: 'Delivered', colour: 'delivered' },
      { key: 'other', name: 'No receipt yet', colour: 'line-strong' },
      { key: 'failed', name: 'Failed', colour: 'failed', hatched: true },
    ],
  }
  return chart(insights, zone, shape, (step) => {
    const when = between(step.from, step.until)
    return {
      values: {
        delivered: step.delivered,
        other: Math.max(0, step.messages - step.delivered - step.failed),
        failed: step.failed,
      },
      href: logHref({ ...SENT, ...when }),
      hrefs: { delivered: logHref({ ...DELIVERED, ...when }), failed: logHref({ ...NOT_DELIVERED, ...when }) },
    }
  })
}

export function failureChart(insights: Insights, zone: string): ChartData {
  const shape: Shape = {
    kind: 'bars',
    unit: 'share',
    series: [{ key: 'failed', name: 'Failed', colour: 'failed', hatched: true }],
  }
  return chart(insights, zone, shape, (step) => ({
    values: { failed: step.delivered + step.failed === 0 ? null : step.failed / (step.delivered + step.failed) },
    href: logHref({ ...NOT_DELIVERED, ...between(step.from, step.until) }),
  }))
}

export function latencyChart(insights: Insights, zone: string, which: 'acceptCounts' | 'receiptCounts'): ChartData {
  const shape: Shape = {
    kind: 'lines',
    unit: 'ms',
    series: [
      { key: 'p50', name: 'Half (p50)', colour: 'sent' },
      { key: 'p95', name: '95% (p95)', colour: 'received', dash: '6 3' },
      { key: 'p99', name: '99% (p99)', colour: 'held', dash: '2 3' },
    ],
  }
  const filter = which === 'acceptCounts' ? SENT : DELIVERED
  return chart(insights, zone, shape, (step) => ({
    values: {
      p50: percentileMs(step[which], 0.5),
      p95: percentileMs(step[which], 0.95),
      p99: percentileMs(step[which], 0.99),
    },
    href: logHref({ ...filter, ...between(step.from, step.until) }),
  }))
}

export function wasteChart(insights: Insights, zone: string): ChartData {
  const shape: Shape = {
    kind: 'bars',
    unit: 'count',
    series: [
      { key: 'needed', name: 'Parts in GSM-7', colour: 'sent' },
      { key: 'lost', name: 'Parts more than that', colour: 'held', hatched: true },
    ],
  }
  return chart(insights, zone, shape, (step) => ({
    values: { needed: step.gsm7Parts, lost: step.ucs2Parts - step.gsm7Parts },
    href: logHref({ ...SENT, encoding: 'ucs2', ...between(step.from, step.until) }),
  }))
}

function chart(
  { span, steps }: Insights,
  zone: string,
  shape: Shape,
  of: (step: InsightStep) => Pick<Point, 'values' | 'href' | 'hrefs'>,
): ChartData {
  return {
    ...shape,
    of: STEP_NAMES[span.step],
    points: steps.map((step) => ({
      label: stepLabel(step, span, zone),
      name: stepName(step, span, zone),
      ...of(step),
      ...(step.messages === 0 ? { href: null } : {}),
    })),
  }
}
