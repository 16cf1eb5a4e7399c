import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { MINUTE_MS, now } from '#lib/time.ts'
import { nameNumbers } from './format-number.ts'
import { lockStock, WAIT } from './lock-stock.ts'
import { parseNumber } from './nanp.ts'

export const RESERVE_MS = 10 * MINUTE_MS
/** So that nobody keeps a whole area code from everybody else. */
export const MOST_IN_CART = 50

export type Reservation = { reserved: string[]; gone: string[]; until: Date }

/**
 * Puts numbers into the account's cart: for ten minutes nobody else can buy them. Asked again meanwhile, they are not kept longer:
 * nobody holds a number for ever without buying it. What somebody else holds stays theirs and is named in `gone`. Throws `number_taken` when that is all of them, and `cart_full`.
 */
export async function reserveNumbers(scope: Scope, written: readonly string[]): Promise<Reservation> {
  demand(scope, 'numbers.manage')
  const numbers = [...new Set(written.map(readNumber))]
  if (numbers.length > MOST_IN_CART) throw new Refusal('cart_full', { places: { most: String(MOST_IN_CART) } })
  const { accountId } = scope
  const at = now()
  return tenantTransaction(accountId, async (tx) => {
    await tx.query(WAIT)
    // Two people of one account fill its cart one after the other, so the limit holds.
    await lockBalance(tx, accountId)
    const [others] = await tx.query<{ n: number }>(
      'select count(*)::int as n from cart_numbers where account_id = $1 and e164 <> all($2)',
      [accountId, numbers],
    )
    const reserved = (await lockStock(tx, { accountId, numbers, at })).map(({ e164 }) => e164)
    const gone = numbers.filter((e164) => !reserved.includes(e164))
    if (reserved.length === 0) throw new Refusal('number_taken', { places: { numbers: nameNumbers(numbers) } })
    if ((others?.n ?? 0) + reserved.length > MOST_IN_CART)
      throw new Refusal('cart_full', { places: { most: String(MOST_IN_CART) } })
    const kept = await tx.query<{ until: Date }>(
      `update inventory set reserved_by = $2,
         reserved_until = case when reserved_by = $2 and reserved_until > $4 then reserved_until else $3 end
       where e164 = any($1) returning reserved_until as until`,
      [reserved, accountId, new Date(at.getTime() + RESERVE_MS), at],
    )
    await tx.query(
      `insert into cart_numbers (account_id, e164, added_at) select $1, e164, $3 from unnest($2::text[]) as n (e164)
       on conflict do nothing`,
      [accountId, reserved, at],
    )
    return { reserved, gone, until: new Date(Math.min(...kept.map(({ until }) => until.getTime()))) }
  })
}

function readNumber(written: string): string {
  const parsed = parseNumber(written)
  if (parsed.ok) return parsed.e164
  throw new Refusal('invalid', { fields: { number: ['Choose a number from the list.'] } })
}
