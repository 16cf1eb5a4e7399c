import type { NumberKind } from '#domain/numbers/nanp.ts'
import { query } from '#lib/db.ts'

export type NumberPrice = { kind: NumberKind; setupNanos: bigint; monthlyNanos: bigint }

const MOST = 200

/** What the numbers that are for sale cost: each pair of prices once, the cheapest month first. Public: rule F18. */
export async function readNumberPrices(): Promise<NumberPrice[]> {
  return query({
    name: 'read_number_prices',
    text: `
      with recursive walk as (
        (select kind, monthly_nanos, setup_nanos from inventory order by kind, monthly_nanos, setup_nanos limit 1)
        union all
        select n.* from walk w cross join lateral (
          select kind, monthly_nanos, setup_nanos from inventory
          where (kind, monthly_nanos, setup_nanos) > (w.kind, w.monthly_nanos, w.setup_nanos)
          order by kind, monthly_nanos, setup_nanos limit 1) n
      ) select kind, monthly_nanos as "monthlyNanos", setup_nanos as "setupNanos" from walk limit ${MOST}`,
  })
}
