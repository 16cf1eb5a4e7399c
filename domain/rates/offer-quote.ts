import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { MOST_QUOTE_NOTE } from './ask-quote.ts'
import { cardOf, type DeckLine, type DeckProblem } from './deck-line.ts'
import { lockQuote } from './lock-quote.ts'
import { offeredLetter } from './quote-letters.ts'
import { readDeck } from './read-deck.ts'
import { readDestinations } from './read-destinations.ts'
import { tellQuote } from './tell-quote.ts'

type Offer = { id: string; deck: Uint8Array; validUntil: Date; note: string }

/**
 * For operators: prices for what an account asked. The deck is as for published rates, without surcharges, which are the carriers' and
 * the same for everybody; `effective_from` may be left out. Any problem: nothing is stored.
 */
export async function offerQuote(scope: Scope, { id, deck, validUntil, note }: Offer): Promise<DeckProblem[]> {
  if (scope.actor.kind !== 'system')
    throw new Refusal('not_allowed', { places: { need: 'Only the operator of this system does.' } })
  if (validUntil <= now()) throw new RangeError('An offer is valid until a time to come.')
  if (note.length > MOST_QUOTE_NOTE) throw new RangeError(`A note has at most ${MOST_QUOTE_NOTE} characters.`)
  const { lines, problems } = await readDeck([deck], { destinations: await readDestinations(), at: now() })
  const found = [...problems, ...problemsOfOffer(lines)]
  if (found.length > 0) return found
  const effectiveFrom = lines[0]?.effectiveFrom ?? null
  await tenantTransaction(scope.accountId, async (tx) => {
    const before = await lockQuote(tx, scope, id, ['asked'])
    await tx.query(
      `update quotes set state = 'offered', offered_at = $3, valid_until = $4, effective_from = $5, offer_note = $6
       where account_id = $1 and id = $2`,
      [scope.accountId, id, now(), validUntil, effectiveFrom, note],
    )
    await insertTiers(tx, scope.accountId, id, lines)
    await appendAudit(tx, scope, {
      action: 'quote.offered',
      object: `quote ${id}`,
      before: { state: before.state },
      after: { state: 'offered', tiers: lines.length, valid_until: validUntil.toISOString() },
    })
    await tellQuote(tx, scope.accountId, (accountName) => offeredLetter({ validUntil, accountName }))
  })
  return []
}

function problemsOfOffer(lines: readonly DeckLine[]): DeckProblem[] {
  return lines.flatMap(({ line, surchargeNanos, effectiveFrom }) => {
    if (surchargeNanos !== null)
      return [{ line, problem: 'An offer has no surcharge: carriers ask the same of everybody. Leave the cell empty.' }]
    if (effectiveFrom?.getTime() !== lines[0]?.effectiveFrom?.getTime())
      return [{ line, problem: `effective_from differs from line ${lines[0]?.line}: an offer begins at one moment.` }]
    return []
  })
}

async function insertTiers(tx: Tx, accountId: string, id: string, lines: readonly DeckLine[]): Promise<void> {
  const tiers = [...Map.groupBy(lines, cardOf).values()].flatMap((card) => {
    const sorted = card.toSorted((one, other) => Number(one.fromParts - other.fromParts))
    return sorted.map((tier, nth) => ({ ...tier, untilParts: sorted[nth + 1]?.fromParts ?? null }))
  })
  await tx.query(
    `insert into quote_rates (account_id, quote_id, direction, number_kind, destination, from_parts, until_parts, part_nanos)
     select $1, $2, t.* from unnest($3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[]) t`,
    [
      accountId,
      id,
      tiers.map(({ direction }) => direction),
      tiers.map(({ numberKind }) => numberKind),
      tiers.map(({ destination }) => destination),
      tiers.map(({ fromParts }) => fromParts),
      tiers.map(({ untilParts }) => untilParts),
      tiers.map(({ partNanos }) => partNanos),
    ],
  )
}
