import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { query } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { stockWhere } from './stock-where.sql.ts'

type Input = { limit: number; offset: number; maxSetupNanos?: bigint | undefined; areaCode?: string | undefined }

/** How many digits of a number make an area code, and an area code with its exchange. */
const DIGITS = { areaCode: 3, exchange: 6 } as const
/** So few numbers are read one by one; from more of them the next code is never far. */
const FEW = 20_000

/** The area codes of which something can be bought. */
export async function listAreaCodes(scope: Scope, input: Input): Promise<string[]> {
  demand(scope, 'numbers.read')
  return listCodes(scope, DIGITS.areaCode, input)
}

/** The same for exchanges: `347215`, area code first. */
export async function listExchanges(scope: Scope, input: Input): Promise<string[]> {
  demand(scope, 'numbers.read')
  return listCodes(scope, DIGITS.exchange, input)
}

async function listCodes({ accountId }: Scope, digits: number, input: Input): Promise<string[]> {
  const { limit, offset, maxSetupNanos, areaCode } = input
  const values: unknown[] = [accountId, now()]
  const where = [stockWhere(areaCode ? { areaCode } : {}, values)]
  if (maxSetupNanos !== undefined) where.push(`i.setup_nanos <= $${values.push(maxSetupNanos)}`)
  const matching = `from inventory i where ${where.join(' and ')}`
  const page = `limit ${limit} offset ${offset}`
  const isFew = maxSetupNanos !== undefined && (await countCheap(maxSetupNanos)) <= FEW
  const rows = await query<{ code: string }>(
    isFew
      ? `with hits as materialized (select substr(i.e164, 3, ${digits}) as code ${matching})
         select distinct code from hits order by code ${page}`
      : `with recursive codes as (
           (select i.e164 ${matching} order by i.e164 limit 1)
           union all
           select n.e164 from codes c cross join lateral (
             select i.e164 ${matching} and i.e164 >= '+' || (substr(c.e164, 2, ${digits + 1})::bigint + 1)
             order by i.e164 limit 1) n
         )
         select substr(e164, 3, ${digits}) as code from codes ${page}`,
    values,
  )
  return rows.map(({ code }) => code)
}

async function countCheap(maxSetupNanos: bigint): Promise<number> {
  const [row] = await query<{ n: bigint }>(
    `select count(*) as n from (select from inventory where setup_nanos <= $1 limit ${FEW + 1}) cheap`,
    [maxSetupNanos],
  )
  return Number(row?.n ?? 0)
}
