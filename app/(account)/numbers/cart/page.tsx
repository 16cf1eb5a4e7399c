import type { Metadata } from 'next'
import Link from 'next/link'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { readBalance } from '#domain/ledger/read-balance.ts'
import { readCart } from '#domain/numbers/read-cart.ts'
import { NumberTabs } from '../number-tabs.tsx'
import { CartSums } from './cart-sums.tsx'
import { CartTable } from './cart-table.tsx'
import { CartWatch } from './cart-watch.tsx'

export const metadata: Metadata = { title: 'Cart' }

export default async function CartPage() {
  const { scope, account } = await requireSession()
  if (!may(scope, 'numbers.manage')) return <NotAllowed roles={PERMISSIONS['numbers.manage']} />
  const [cart, balance, { name: zone }] = await Promise.all([
    readCart(scope),
    readBalance(scope),
    readZone(account.timeZone),
  ])
  const reserved = cart.lines.flatMap((line) =>
    line.standing === 'reserved' ? [{ e164: line.e164, until: line.until.toISOString() }] : [],
  )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHead title="Cart" note="A number in the cart is kept for you for ten minutes" />
      <NumberTabs current="/numbers/cart" />
      {cart.lines.length > 0 ? (
        <>
          <CartTable cart={cart} zone={zone} />
          <CartSums cart={cart} availableNanos={balance.availableNanos} />
          <CartWatch reserved={reserved} at={cart.at.toISOString()} />
        </>
      ) : (
        <Empty title="Nothing in the cart">
          <p>Find a number, reserve it, and it waits here for ten minutes. Nobody else can buy it meanwhile.</p>
          <p>
            <Link href="/numbers/search" className="link">
              Find numbers
            </Link>
          </p>
        </Empty>
      )}
    </div>
  )
}
