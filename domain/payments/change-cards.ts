import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { forgetCard } from './keep-card.ts'
import { cardName } from './payment.ts'
import { askStripe } from './stripe.ts'

export type SavedCard = {
  id: string
  brand: string
  last4: string
  expMonth: number
  expYear: number
  isDefault: boolean
}

/** The one that auto-recharge charges stands first. */
export async function listCards(scope: Scope): Promise<SavedCard[]> {
  demand(scope, 'billing.read')
  return tenantTransaction(scope.accountId, (tx) =>
    tx.query<SavedCard>(
      `select id, brand, last4, exp_month as "expMonth", exp_year as "expYear", is_default as "isDefault"
       from payment_cards where account_id = $1 and removed_at is null order by is_default desc, added_at, id`,
      [scope.accountId],
    ),
  )
}

export async function chooseCard(scope: Scope, id: string): Promise<void> {
  demand(scope, 'billing.manage')
  await tenantTransaction(scope.accountId, async (tx) => {
    await lockBalance(tx, scope.accountId)
    const card = await findCard(tx, scope, id)
    if (card.isDefault) return
    await tx.query('update payment_cards set is_default = false where account_id = $1 and is_default', [
      scope.accountId,
    ])
    await tx.query('update payment_cards set is_default = true where account_id = $1 and id = $2', [
      scope.accountId,
      id,
    ])
    await appendAudit(tx, scope, { action: 'card.chosen', object: id, before: null, after: { card: cardName(card) } })
  })
}

/** At Stripe first: a card that is gone there and not here is removed by the next try. */
export async function removeCard(scope: Scope, id: string): Promise<void> {
  demand(scope, 'billing.manage')
  const card = await tenantTransaction(scope.accountId, (tx) => findCard(tx, scope, id))
  await askStripe((client) => client.paymentMethods.detach(id).catch(goneAlready))
  await tenantTransaction(scope.accountId, async (tx) => {
    await lockBalance(tx, scope.accountId)
    await forgetCard(tx, scope.accountId, id)
    await tx.query(
      `update money_settings set recharge_on = false, recharge_stopped = $2 where account_id = $1 and recharge_on
         and not exists (select from payment_cards where account_id = $1 and is_default)`,
      [scope.accountId, `The last card was removed on ${now().toISOString().slice(0, 10)}.`],
    )
    await appendAudit(tx, scope, { action: 'card.removed', object: id, before: { card: cardName(card) }, after: null })
  })
}

async function findCard(tx: Tx, { accountId }: Scope, id: string): Promise<SavedCard> {
  if (!/^\w{1,200}$/.test(id)) throw new Refusal('not_found')
  const [card] = await tx.query<SavedCard>(
    `select id, brand, last4, exp_month as "expMonth", exp_year as "expYear", is_default as "isDefault"
     from payment_cards where account_id = $1 and id = $2 and removed_at is null`,
    [accountId, id],
  )
  if (!card) throw new Refusal('not_found')
  return card
}

function goneAlready(fault: unknown): void {
  if (fault instanceof Error && 'type' in fault && fault.type === 'StripeInvalidRequestError') return
  throw fault
}
