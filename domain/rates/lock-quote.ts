import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { isOver, QUOTE_COLUMNS, type Quote, type QuoteState } from './quote.ts'

/** A step: the account's quote, held until the transaction ends, in one of the states that the move begins in. */
export async function lockQuote(tx: Tx, scope: Scope, id: string, from: readonly QuoteState[]): Promise<Quote> {
  const [quote] = isId(id)
    ? await tx.query<Quote>(`select ${QUOTE_COLUMNS} from quotes where account_id = $1 and id = $2 for update`, [
        scope.accountId,
        id,
      ])
    : []
  if (!quote) throw new Refusal('not_found')
  if (isOver(quote, now())) throw new Refusal('quote_over', { places: { state: 'has run out' } })
  if (!from.includes(quote.state))
    throw new Refusal('quote_over', {
      places: { state: quote.state === 'asked' ? 'has no offer yet' : `is ${quote.state}` },
    })
  return quote
}

/** A step: the last word on a quote. */
export async function endQuote(tx: Tx, scope: Scope, id: string, state: QuoteState): Promise<void> {
  await tx.query('update quotes set state = $3, ended_at = $4, ended_by = $5 where account_id = $1 and id = $2', [
    scope.accountId,
    id,
    state,
    now(),
    scope.actor.name,
  ])
}
