/** Numbers for sale in a test file's database. */
import { countryOfNumber, parseNumber } from '#domain/numbers/nanp.ts'
import { ask } from './books.ts'

export const SETUP_NANOS = 1_000_000_000n
export const MONTHLY_NANOS = 1_250_000_000n

type Price = { setupNanos?: bigint; monthlyNanos?: bigint }

export async function putInStock(
  numbers: readonly string[],
  { setupNanos = SETUP_NANOS, monthlyNanos = MONTHLY_NANOS }: Price = {},
): Promise<void> {
  for (const e164 of numbers) {
    const parsed = parseNumber(e164)
    const isTollFree = parsed.ok && parsed.kind === 'toll_free'
    const [country, state, rateCenter] = isTollFree ? [null, null, null] : [countryOfNumber(e164), 'wa', 'seattle']
    await ask(
      `insert into inventory (e164, kind, country, state, rate_center, setup_nanos, monthly_nanos, added_at)
       values ($1, $2, $3, $4, $5, $6, $7, now())`,
      [e164, isTollFree ? 'toll_free' : 'longcode', country, state, rateCenter, setupNanos, monthlyNanos],
    )
  }
}

/** Those of these that are for sale, in order. */
export async function inStock(numbers: readonly string[]): Promise<string[]> {
  const rows = await ask<{ e164: string }>('select e164 from inventory where e164 = any($1) order by e164', [numbers])
  return rows.map(({ e164 }) => e164)
}
