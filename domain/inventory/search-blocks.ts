import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { MOST_IN_CART } from '#domain/numbers/reserve-numbers.ts'
import { query } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { StockFilter, StockNumber } from './stock-filter.ts'
import { IS_FREE, STOCK_COLUMNS, stockWhere } from './stock-where.sql.ts'

/** What fits into a cart. */
export const LARGEST_BLOCK = MOST_IN_CART
const PAGE_SIZE = 10
/** How many places are looked at for one page: `inventory.run` may promise more than is left after sales. */
const MOST_HOPS = 300

/** Numbers that follow one another, from `first` on; the prices are those of all together. */
export type StockBlock = { first: StockNumber; last: string; size: number; setupNanos: bigint; monthlyNanos: bigint }
export type BlockPage = { blocks: StockBlock[]; next: string | null }

type Input = { filter: StockFilter; size: number; after?: string | null }
type Hop = StockNumber & { last: string; isWhole: boolean; setup: string; monthly: string; hop: number }

/**
 * Blocks of `size` numbers that do not overlap, in order; the filter is that of each block's first number. Each hop finds the next
 * place where a block may begin, counts what is free there, and goes on behind it.
 */
export async function searchBlocks(scope: Scope, { filter, size, after }: Input): Promise<BlockPage> {
  demand(scope, 'numbers.read')
  if (!Number.isInteger(size) || size < 2 || size > LARGEST_BLOCK) throw new RangeError(`no block of ${size}`)
  const values: unknown[] = [scope.accountId, now()]
  const where = stockWhere(filter, values)
  values.push(size, after ?? '')
  const sizeAt = `$${values.length - 1}::integer`
  const place = (from: string, hop: string) =>
    `select c.*, b.last, b.count = ${sizeAt} as "isWhole", b.setup::text, b.monthly::text, ${hop} as hop from (
       select ${STOCK_COLUMNS} from inventory i where ${where} and i.run > 1 and i.run >= ${sizeAt} and i.e164 > ${from}
       order by i.e164 limit 1) c
     cross join lateral (
       select '+' || (substr(c.e164, 2)::bigint + ${sizeAt} - 1) as last, count(*) as count, sum(i.setup_nanos) as setup,
         sum(i.monthly_nanos) as monthly
       from inventory i where i.e164 between c.e164 and '+' || (substr(c.e164, 2)::bigint + ${sizeAt} - 1) and ${IS_FREE}) b`
  const hops = await query<Hop>(
    `with recursive places as (
       (${place(`$${values.length}::text`, '1')})
       union all
       select p.* from places o cross join lateral (${place(`case when o."isWhole" then o.last else o.e164 end`, 'o.hop + 1')}) p
       where o.hop < ${MOST_HOPS}
     )
     select * from places where "isWhole" or hop = ${MOST_HOPS} limit ${PAGE_SIZE + 1}`,
    values,
  )
  const found = hops.filter((hop) => hop.isWhole)
  const shown = found.slice(0, PAGE_SIZE)
  const isCut = hops.at(-1)?.hop === MOST_HOPS
  return {
    blocks: shown.map(({ last, setup, monthly, isWhole: _, hop: __, ...first }) => ({
      first,
      last,
      size,
      setupNanos: BigInt(setup),
      monthlyNanos: BigInt(monthly),
    })),
    next: found.length > PAGE_SIZE ? (shown.at(-1)?.last ?? null) : isCut ? (hops.at(-1)?.e164 ?? null) : null,
  }
}

/** The numbers of a block, one by one. */
export function numbersOf({ first, size }: StockBlock): string[] {
  const start = BigInt(first.e164.slice(1))
  return Array.from({ length: size }, (_, at) => `+${start + BigInt(at)}`)
}
