import { Menu } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { formatTotal } from '#components/money.ts'
import { formatNanos } from '#domain/ledger/money.ts'

type Props = { account: ReactNode; zone: ReactNode; availableNanos: bigint; isLow: boolean; href: string }

export function TopBar({ account, zone, availableNanos, isLow, href }: Props) {
  return (
    <header className="sticky top-0 z-10 flex h-[52px] items-center gap-3 border-b border-line bg-ground px-4 rail:px-6">
      <button
        type="button"
        popoverTarget="rail"
        className="-ml-2 grid size-9 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-sunk rail:hidden"
      >
        <Menu className="size-[18px]" strokeWidth={1.5} aria-hidden="true" />
        <span className="sr-only">Menu</span>
      </button>
      <div className="flex min-w-0 flex-1">{account}</div>
      {zone}
      <Link href={href} className="flex shrink-0 items-baseline gap-2 rounded-sm">
        <span className="text-12 text-ink-3 max-sm:sr-only">Balance</span>
        <span className={`num font-medium ${isLow ? 'text-held' : ''}`} title={formatNanos(availableNanos)}>
          {formatTotal(availableNanos)}
        </span>
        {isLow ? <span className="text-12 text-held">low</span> : null}
      </Link>
    </header>
  )
}
