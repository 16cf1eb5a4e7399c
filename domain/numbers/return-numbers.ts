/** Released numbers whose week is over leave the account and are for sale again, at the price they had. */
import { systemScope } from '#domain/access/system-scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { URL_KINDS } from '#domain/routing/effective-url.ts'
import { writeRequestUrl } from '#domain/routing/write-request-url.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'
import { COOLING_MS } from './charge-days.ts'
import { countryOfNumber } from './nanp.ts'

const LIMIT = 100

/** Any number of workers at once: whoever comes second finds the number gone. Returns how many left. */
export async function returnNumbers(): Promise<number> {
  const before = new Date(now().getTime() - COOLING_MS)
  const over = await query<{ account_id: string; e164: string }>(
    { name: 'numbers_to_return', text: 'select account_id, e164 from numbers_to_return($1, $2)' },
    [before, LIMIT],
  )
  let returned = 0
  for (const { account_id: accountId, e164 } of over) if (await tryToGiveBack(accountId, e164, before)) returned += 1
  return returned
}

/**
 * Keys that are limited to it keep its name in their list: they reach nothing by it, and are not widened. What had no price, a number
 * that was ported in or put on the account by an operator, is not sold to anybody: an operator decides what becomes of it.
 */
const TO_STOCK = `
  insert into inventory (e164, kind, country, state, rate_center, city, setup_nanos, monthly_nanos, added_at)
  select e164, kind, case when kind = 'longcode' then coalesce(country, $3) end, substring(lower(state) from '^[a-z]{2}$'),
    left(lower(rate_center), 40), left(city, 80), setup_nanos, monthly_nanos, $4
  from numbers where account_id = $1 and e164 = $2 and setup_nanos + monthly_nanos > 0
    and (kind = 'toll_free' or coalesce(country, $3) is not null)
  on conflict (e164) do nothing returning 1`

/** A fault with one number keeps no other waiting. */
async function tryToGiveBack(accountId: string, e164: string, before: Date): Promise<boolean> {
  try {
    return await giveBack(accountId, e164, before)
  } catch (fault) {
    log.error({ accountId, fault: String(fault) }, 'a released number could not leave its account')
    return false
  }
}

async function giveBack(accountId: string, e164: string, before: Date): Promise<boolean> {
  const scope = systemScope(accountId, 'worker')
  return tenantTransaction(accountId, async (tx) => {
    // Somebody may have taken it back, or another worker been here, while this one waited.
    const [number] = await tx.query<{ alias: string | null; released_at: Date }>(
      'select alias, released_at from numbers where account_id = $1 and e164 = $2 and released_at <= $3 for update',
      [accountId, e164, before],
    )
    if (!number) return false
    const stocked = await tx.query(TO_STOCK, [accountId, e164, countryOfNumber(e164), now()])
    for (const kind of URL_KINDS) await writeRequestUrl(tx, scope, { e164, kind, url: null })
    await tx.query('delete from number_owners where account_id = $1 and e164 = $2', [accountId, e164])
    await tx.query('delete from numbers where account_id = $1 and e164 = $2', [accountId, e164])
    await appendAudit(tx, scope, {
      action: 'number.returned',
      object: e164,
      before: { alias: number.alias, released_at: number.released_at.toISOString() },
      after: { for_sale: stocked.length > 0 },
    })
    return true
  })
}
