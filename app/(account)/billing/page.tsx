import type { Metadata } from 'next'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { BILLING_PATH, sheetHref } from '#components/billing/billing-view.ts'
import { MonthFigures } from '#components/billing/month-figures.tsx'
import { SpendBar } from '#components/billing/spend-bar.tsx'
import { balanceChart, spendChart } from '#components/billing/spend-charts.ts'
import { balanceFinding, forecastWords, spendFinding } from '#components/billing/spend-findings.ts'
import { Chart } from '#components/chart/chart.tsx'
import { PageHead } from '#components/layout/page-head.tsx'
import { zoneName } from '#components/time/zone.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { readBalanceSteps } from '#domain/billing/read-balance-steps.ts'
import { readMonth } from '#domain/billing/read-month.ts'
import { readSpend } from '#domain/billing/read-spend.ts'
import { readSpendView, type SpendMeasure } from '#domain/billing/spend-view.ts'
import { readFilterChoices } from '#domain/reports/read-filter-choices.ts'
import { BillingTabs } from './tabs.tsx'

export const metadata: Metadata = { title: 'Billing' }

const MEASURED: Record<SpendMeasure, string> = {
  spend: 'Dollars spent on messages and numbers, refunds taken off',
  messages: 'Messages that were charged',
  parts: 'Parts of messages that were charged',
}

/** Everything here is in the account's own zone, whoever reads: bills are. */
export default async function BillingPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope } = await requireSession()
  if (!may(scope, 'billing.read')) return <NotAllowed roles={PERMISSIONS['billing.read']} />
  const view = readSpendView(await searchParams)
  const [month, spend, balance, names] = await Promise.all([
    readMonth(scope),
    readSpend(scope, view),
    readBalanceSteps(scope, view),
    readFilterChoices(scope),
  ])
  const steps = `by ${spend.span.step}, ${zoneName(spend.span.zone)}`
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHead title="Billing" note="What was spent, on what, and what is left" />
      <BillingTabs current={BILLING_PATH} />
      <MonthFigures month={month} />
      <p className="-mt-2 text-12 text-ink-3">{forecastWords(month)}</p>
      <SpendBar view={view} step={spend.span.step} steps={spend.span.steps} />
      <Chart
        title={spendFinding(spend, view)}
        note={`${MEASURED[view.measure]}, ${steps}. Each bar opens its entries, each with its message.`}
        data={spendChart(spend, view, names)}
        csvHref={sheetHref(view, 'spend')}
      />
      <Chart
        title={balanceFinding(balance)}
        note={`What was there at the end of each ${spend.span.step}, held for messages on their way included. Each step opens the entries that made it.`}
        data={balanceChart(balance)}
        csvHref={sheetHref(view, 'balance')}
      />
    </div>
  )
}
