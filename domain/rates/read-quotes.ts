import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { isOver, QUOTE_COLUMNS, type QuoteState, type QuoteWithCards } from './quote.ts'
import { gatherCards, type TierRow } from './tier-rows.ts'

const MOST = 20
const TIERS = `select quote_id as "quoteId", direction, number_kind as "numberKind", destination, from_parts as "fromParts",
  until_parts as "untilParts", part_nanos as "partNanos" from quote_rates where account_id = $1 and quote_id = any($2)
  order by direction desc, number_kind, destination <> 'any', destination, from_parts`

/** The account's, the newest first, with what was offered. One that has run out says so, also before the worker has written it down. */
export async function readQuotes(scope: Scope): Promise<QuoteWithCards[]> {
  demand(scope, 'billing.read')
  const at = now()
  return tenantTransaction(scope.accountId, async (tx) => {
    const quotes = await tx.query<QuoteWithCards>(
      `select ${QUOTE_COLUMNS} from quotes where account_id = $1 order by asked_at desc, id desc limit ${MOST}`,
      [scope.accountId],
    )
    const tiers = await tx.query<TierRow & { quoteId: string }>(TIERS, [scope.accountId, quotes.map(({ id }) => id)])
    return quotes.map((quote) => ({
      ...quote,
      state: isOver(quote, at) ? 'expired' : quote.state,
      cards: gatherCards(
        tiers
          .filter(({ quoteId }) => quoteId === quote.id)
          .map((tier) => ({ ...tier, effectiveFrom: quote.effectiveFrom ?? at })),
      ),
    }))
  })
}

/** For operators, who know a quote by its id alone. */
export async function findAccountOfQuote(id: string): Promise<string | null> {
  if (!isId(id)) return null
  const [row] = await query<{ account: string | null }>('select account_of_quote($1) as account', [id])
  return row?.account ?? null
}

/** For operators: of every account, the newest first. */
export async function findQuotes(
  states: readonly QuoteState[],
  limit = 200,
): Promise<{ accountId: string; id: string }[]> {
  return query('select account_id as "accountId", id from quote_ids($1, $2)', [states, limit])
}
