import { tenantTransaction } from '#lib/db.ts'
import { readMoneySettings } from './money-settings.ts'
import { askStripe } from './stripe.ts'

/** The account's customer at Stripe, made when it is first needed. Asked twice at once, Stripe answers with the same. */
export async function ensureCustomer(accountId: string): Promise<string> {
  const known = await tenantTransaction(accountId, (tx) => readMoneySettings(tx, accountId))
  if (known.customerId) return known.customerId
  const made = await askStripe((client) =>
    client.customers.create({ metadata: { account_id: accountId } }, { idempotencyKey: `customer-${accountId}` }),
  )
  return tenantTransaction(accountId, async (tx) => {
    const [row] = await tx.query<{ id: string }>(
      `insert into money_settings (account_id, customer_id) values ($1, $2)
       on conflict (account_id) do update set customer_id = coalesce(money_settings.customer_id, excluded.customer_id)
       returning customer_id as id`,
      [accountId, made.id],
    )
    return row?.id ?? made.id
  })
}
