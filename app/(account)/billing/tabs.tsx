import Link from 'next/link'

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
  return (
    <nav aria-label="Billing" className="flex gap-5 overflow-x-auto border-b border-line">
      {TABS.map(({ href, name }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === current ? 'page' : undefined}
          className="-mb-px border-b-2 border-transparent py-2 text-13 whitespace-nowrap text-ink-2 hover:text-ink aria-[current]:border-signal aria-[current]:font-medium aria-[current]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
