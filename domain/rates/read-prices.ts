import type { Scope } from '#domain/access/scope.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { Direction } from './rate-card.ts'

/** What the next part costs the account: its rate at the month's volume, and what carriers ask on top. */
export type Price = {
  direction: Direction
  numberKind: NumberKind
  destination: string
  /** Both together. */
  partNanos: bigint
  surchargeNanos: bigint
  isOwn: boolean
}

/** By the functions that price a message when it is accepted or received, for every group of destinations. */
const PRICES = {
  name: 'read_prices',
  text: `
    select w.direction, k.kind as "numberKind", d.destination, r.part_nanos + s.nanos as "partNanos", s.nanos as "surchargeNanos",
      r.is_own as "isOwn"
    from (values ('outbound'), ('inbound')) w (direction) cross join (values ('longcode'), ('toll_free')) k (kind)
    cross join (select distinct t.destination from destinations t union select 'other') d
    cross join lateral (
      select case when b.volume_until > $2 and w.direction = 'outbound' then b.volume_parts else 0 end as volume from balances b
      where b.account_id = $1) b
    cross join lateral (select surcharge_at((
      select l.id from links l where l.enabled and l.takes_live order by l.priority, l.id limit 1), w.direction, k.kind, d.destination, $2) as nanos) s
    cross join lateral rate_at($1, w.direction, k.kind, d.destination, b.volume, $2) r
    order by w.direction desc, k.kind, d.destination`,
}

export async function readPrices({ accountId }: Scope): Promise<Price[]> {
  return tenantTransaction(accountId, (tx) => tx.query<Price>(PRICES, [accountId, now()]))
}

/** The least and the most over all destinations; null: no rate is set. */
export function spanOf(
  prices: readonly Price[],
  direction: Direction,
  numberKind: NumberKind,
): { least: bigint; most: bigint } | null {
  const parts = prices
    .filter((one) => one.direction === direction && one.numberKind === numberKind)
    .map(({ partNanos }) => partNanos)
    .sort((one, other) => (one < other ? -1 : 1))
  const [least, most] = [parts[0], parts.at(-1)]
  return least === undefined || most === undefined ? null : { least, most }
}
