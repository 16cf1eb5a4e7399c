import { Tabs } from '#components/layout/tabs.tsx'

const TABS = [
  { href: '/billing', name: 'Overview' },
  { href: '/billing/entries', name: 'Entries' },
  { href: '/billing/bills', name: 'Bills' },
  { href: '/billing/rates', name: 'Rates' },
  { href: '/billing/limits', name: 'Limits' },
  { href: '/billing/payments', name: 'Payments' },
]

/** The places under Billing. */
export function BillingTabs({ current }: { current: string }) {
  return <Tabs label="Billing" tabs={TABS} current={current} />
}
