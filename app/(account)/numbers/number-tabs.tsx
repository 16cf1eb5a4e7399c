import { requireSession } from '#app/_web/session.ts'
import { type Tab, Tabs } from '#components/layout/tabs.tsx'
import { may, type Permission } from '#domain/access/permissions.ts'
import { countCart } from '#domain/numbers/read-cart.ts'

type NumberTab = Tab & { needs: Permission }

const CART = '/numbers/cart'
const TABS: NumberTab[] = [
  { href: '/numbers', name: 'My numbers', needs: 'numbers.read' },
  { href: '/numbers/search', name: 'Find numbers', needs: 'numbers.read' },
  { href: CART, name: 'Cart', needs: 'numbers.manage' },
  { href: '/numbers/porting', name: 'Porting in', needs: 'numbers.read' },
]

/** The places under Numbers; only what exists, and only what this person may open. */
export async function NumberTabs({ current }: { current: string }) {
  const { scope } = await requireSession()
  const inCart = await countCart(scope)
  const mark = inCart > 0 ? <span className="num text-ink-3"> {inCart}</span> : null
  const tabs = TABS.filter(({ needs }) => may(scope, needs)).map((tab) => (tab.href === CART ? { ...tab, mark } : tab))
  return <Tabs label="Numbers" tabs={tabs} current={current} />
}
