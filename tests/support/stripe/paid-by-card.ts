import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import type { TestAccount } from '../account.ts'
import { ask } from '../books.ts'

/** A row in each table of payments, without Stripe. */
export async function paidByCard({ scope }: Pick<TestAccount, 'scope'>): Promise<void> {
  const { accountId } = scope
  await ask(
    `insert into payments (account_id, id, kind, state, amount_nanos, started_by, created_at)
     values ($1, $2, 'top_up', 'pending', 25000000000, 'Olivia Harbor', $3)`,
    [accountId, newId(), now()],
  )
  await ask("insert into payment_cards values ($1, 'pm_1', 'visa', '4242', 8, 2031, true, $2, null)", [
    accountId,
    now(),
  ])
  await ask("insert into stripe_events values ($1, $2, 'invoice.paid', 'ignored', 'No use.', null, $3, $3)", [
    newId(),
    accountId,
    now(),
  ])
  await ask(
    "insert into money_signals (account_id, kind, below_nanos, available_nanos, at) values ($1, 'recharge', 1, 0, $2)",
    [accountId, now()],
  )
}
