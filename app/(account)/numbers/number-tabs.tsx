import Link from 'next/link'
import { requireSession } from '#app/_web/session.ts'
import { may, type Permission } from '#domain/access/permissions.ts'
import { countCart } from '#domain/numbers/read-cart.ts'

type Tab = { href: string; name: string; needs: Permission }

const CART = '/numbers/cart'
const TABS: Tab[] = [
  { href: '/numbers', name: 'My numbers', needs: 'numbers.read' },
  { href: '/numbers/search', name: 'Find numbers', needs: 'numbers.read' },
  { href: CART, name: 'Cart', needs: 'numbers.manage' },
  { href: '/numbers/porting', name: 'Porting in', needs: 'numbers.read' },
]

/** The places under Numbers; only what exists, and only what this person may open. */
export async function NumberTabs({ current }: { current: string }) {
  const { scope } = await requireSession()
  const inCart = await countCart(scope)
  return (
    <nav aria-label="Numbers" className="flex gap-5 overflow-x-auto border-b border-line">
      {TABS.filter(({ needs }) => may(scope, needs)).map(({ href, name }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === current ? 'page' : undefined}
          className="-mb-px border-b-2 border-transparent py-2 text-13 whitespace-nowrap text-ink-2 hover:text-ink aria-[current]:border-signal aria-[current]:font-medium aria-[current]:text-ink"
        >
          {name}
          {href === CART && inCart > 0 ? <span className="num text-ink-3"> {inCart}</span> : null}
        </Link>
      ))}
    </nav>
  )
}
