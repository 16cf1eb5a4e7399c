import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { NumberKind } from './nanp.ts'

/** `free`: its reservation has run out, and nobody has taken it yet. `gone`: somebody has; what it cost is no longer known. */
export type CartLine = { e164: string } & (
  | { standing: 'reserved'; offer: Offer; until: Date }
  | { standing: 'free'; offer: Offer }
  | { standing: 'gone' }
)
export type Offer = {
  kind: NumberKind
  country: string | null
  state: string | null
  rateCenter: string | null
  city: string | null
  setupNanos: bigint
  monthlyNanos: bigint
}

export type Cart = { lines: CartLine[]; at: Date; setupNanos: bigint; monthlyNanos: bigint }

type Columns = { e164: string; reserved_until: Date | null } & (Offer | { [name in keyof Offer]: null })

const LINES = `
  select c.e164, i.kind, i.country, i.state, i.rate_center as "rateCenter", i.city, i.setup_nanos as "setupNanos",
    i.monthly_nanos as "monthlyNanos", case when i.reserved_by = $1 and i.reserved_until > $2 then i.reserved_until end as reserved_until
  from cart_numbers c left join inventory i on i.e164 = c.e164
    and (i.reserved_by = $1 or i.reserved_until is null or i.reserved_until <= $2)
  where c.account_id = $1 order by c.added_at, c.e164`

/** The sums are of what is reserved: of what the button buys. */
export async function readCart(scope: Scope): Promise<Cart> {
  demand(scope, 'numbers.manage')
  const at = now()
  const rows = await tenantTransaction(scope.accountId, (tx) => tx.query<Columns>(LINES, [scope.accountId, at]))
  const lines = rows.map(toLine)
  const offers = lines.flatMap((line) => (line.standing === 'reserved' ? [line.offer] : []))
  return {
    lines,
    at,
    setupNanos: offers.reduce((sum, { setupNanos }) => sum + setupNanos, 0n),
    monthlyNanos: offers.reduce((sum, { monthlyNanos }) => sum + monthlyNanos, 0n),
  }
}

export async function countCart(scope: Scope): Promise<number> {
  const [row] = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<{ n: number }>('select count(*)::int as n from cart_numbers where account_id = $1', [scope.accountId]),
  )
  return row?.n ?? 0
}

function toLine({ e164, reserved_until: until, ...offer }: Columns): CartLine {
  if (offer.kind === null) return { e164, standing: 'gone' }
  return until ? { e164, standing: 'reserved', offer, until } : { e164, standing: 'free', offer }
}
