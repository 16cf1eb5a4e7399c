import { systemScope } from '#domain/access/system-scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { cardName } from './payment.ts'
import type { Card } from './read-event.ts'

const KEEP = `
  insert into payment_cards (account_id, id, brand, last4, exp_month, exp_year, is_default, added_at)
  values ($1, $2, $3, $4, $5, $6,
    not exists (select from payment_cards where account_id = $1 and removed_at is null), $7)
  on conflict (account_id, id) do update set brand = excluded.brand, last4 = excluded.last4, exp_month = excluded.exp_month,
    exp_year = excluded.exp_year
  returning (xmax = 0) as "isNew"`

/** A card that Stripe keeps for this account. The first is the one that is charged; one that was removed stays removed. */
export async function keepCard(tx: Tx, accountId: string, card: Card): Promise<string> {
  const { id, brand, last4, expMonth, expYear } = card
  const [row] = await tx.query<{ isNew: boolean }>(KEEP, [accountId, id, brand, last4, expMonth, expYear, now()])
  if (!row?.isNew) return `${cardName(card)} was known already.`
  await appendAudit(tx, systemScope(accountId, 'Stripe'), {
    action: 'card.added',
    object: id,
    before: null,
    after: { card: cardName(card) },
  })
  return `Saved ${cardName(card)}.`
}

const FORGET = `
  insert into payment_cards (account_id, id, brand, last4, exp_month, exp_year, is_default, added_at, removed_at)
  values ($1, $2, '', '', 1, 1970, false, $3, $3)
  on conflict (account_id, id) do update set removed_at = coalesce(payment_cards.removed_at, excluded.removed_at), is_default = false`

/** Also of a card that was never told of: if that is told later, it is gone already. The next one takes its place. */
export async function forgetCard(tx: Tx, accountId: string, id: string): Promise<string> {
  await tx.query(FORGET, [accountId, id, now()])
  await tx.query(
    `update payment_cards set is_default = true where account_id = $1 and id = (
       select c.id from payment_cards c where c.account_id = $1 and c.removed_at is null order by c.added_at desc, c.id limit 1)
     and not exists (select from payment_cards d where d.account_id = $1 and d.is_default)`,
    [accountId],
  )
  return 'Removed the card.'
}
