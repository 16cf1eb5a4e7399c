/**
 * The one step that sells: out of the stock, onto the account, paid, all in the caller's transaction or not at all. Who wants the
 * same number waits for this transaction and then finds the row gone. Locks in one order everywhere: balance, stock by number, audit.
 */
import { reachesNumber, type Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { postEntries } from '#domain/ledger/post-entries.ts'
import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { anniversary, FOREWARN_MS } from './charge-days.ts'
import { nameNumbers } from './format-number.ts'
import { lockStock, type StockNumber, WAIT } from './lock-stock.ts'

export type Purchase = { numbers: string[]; totalNanos: bigint }

const MOVE = {
  name: 'stock_to_account',
  text: `
    with sold as (
      delete from inventory where e164 = any($2) returning *
    ), own as (
      insert into numbers (account_id, e164, kind, state, rate_center, country, city, setup_nanos, monthly_nanos, created_at,
        charges_from, next_charge_at, charge_look_at)
      select $1, s.e164, s.kind, s.state, s.rate_center, s.country, s.city, s.setup_nanos, s.monthly_nanos, $3,
        case when s.monthly_nanos > 0 then $3::timestamptz end, case when s.monthly_nanos > 0 then $4::timestamptz end,
        case when s.monthly_nanos > 0 then $5::timestamptz end
      from sold s returning e164
    )
    delete from cart_numbers where account_id = $1 and e164 = any($2)`,
}

/** Throws `key_number_not_allowed`, `number_taken` with the names of all that are gone, and `insufficient_funds_numbers`. */
export async function takeFromStock(tx: Tx, scope: Scope, numbers: readonly string[]): Promise<Purchase> {
  const { accountId } = scope
  const barred = numbers.find((e164) => !reachesNumber(scope, e164))
  if (barred) throw new Refusal('key_number_not_allowed', { places: { number: barred } })
  const at = now()
  await tx.query(WAIT)
  const funds = await lockBalance(tx, accountId)
  const stock = await lockStock(tx, { accountId, numbers, at })
  const found = new Set(stock.map(({ e164 }) => e164))
  const gone = numbers.filter((e164) => !found.has(e164))
  if (gone.length > 0) throw new Refusal('number_taken', { places: { numbers: nameNumbers(gone) } })
  const totalNanos = stock.reduce((sum, { setupNanos, monthlyNanos }) => sum + setupNanos + monthlyNanos, 0n)
  if (totalNanos > funds)
    throw new Refusal('insufficient_funds_numbers', { places: { price: formatNanos(totalNanos, 2) } })
  await give(tx, scope, stock, at)
  return { numbers: stock.map(({ e164 }) => e164), totalNanos }
}

async function give(tx: Tx, scope: Scope, stock: readonly StockNumber[], at: Date): Promise<void> {
  const { accountId } = scope
  const numbers = stock.map(({ e164 }) => e164)
  const next = anniversary(at, 1)
  await tx.query(MOVE, [accountId, numbers, at, next, new Date(next.getTime() - FOREWARN_MS)])
  await tx.query('insert into number_owners (e164, account_id) select e164, $1 from unnest($2::text[]) as n (e164)', [
    accountId,
    numbers,
  ])
  await postEntries(
    tx,
    accountId,
    stock.flatMap(({ e164: number, setupNanos, monthlyNanos }) => [
      { kind: 'setup', amountNanos: setupNanos, number, periodFrom: at, reason: 'number bought: setup' },
      { kind: 'monthly', amountNanos: monthlyNanos, number, periodFrom: at, reason: 'number bought: first month' },
    ]),
  )
  for (const { e164, kind, setupNanos, monthlyNanos } of stock) {
    await appendAudit(tx, scope, {
      action: 'number.bought',
      object: e164,
      before: null,
      after: { kind, setup_nanos: setupNanos.toString(), monthly_nanos: monthlyNanos.toString() },
    })
  }
}
