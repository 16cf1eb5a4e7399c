import type { Metadata } from 'next'
import { requireSession } from '#app/_web/session.ts'
import { BILLS_PATH } from '#components/billing/bill-paths.ts'
import { BillTable } from '#components/billing/bill-table.tsx'
import { PageHead } from '#components/layout/page-head.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listBills } from '#domain/billing/list-bills.ts'
import { BillingTabs } from '../tabs.tsx'

export const metadata: Metadata = { title: 'Bills' }

export default async function BillsPage() {
  const { scope, account } = await requireSession()
  if (!may(scope, 'billing.read')) return <NotAllowed roles={PERMISSIONS['billing.read']} />
  const bills = await listBills(scope)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHead title="Billing" note="A statement for every month" />
      <BillingTabs current={BILLS_PATH} />
      <BillTable bills={bills} zone={account.timeZone} />
      <p className="max-w-[68ch] text-13 text-ink-3">
        Months begin and end at midnight in {account.timeZone.replaceAll('_', ' ')}. Every line of a bill opens the
        messages it comes from, and can be recomputed from them.
      </p>
    </div>
  )
}
