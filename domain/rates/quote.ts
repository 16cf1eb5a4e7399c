/**
 * A quote's life as data: asked → offered → accepted, declined or expired; withdrawn by the side that gave the last word. An offer is
 * over at `validUntil`, whether or not the worker has written that down.
 */
import type { NumberKind } from '#domain/numbers/nanp.ts'
import type { Card } from './rate-card.ts'

export const QUOTE_STATES = ['asked', 'offered', 'accepted', 'declined', 'expired', 'withdrawn'] as const
export type QuoteState = (typeof QUOTE_STATES)[number]

export type Quote = {
  id: string
  state: QuoteState
  monthlyParts: bigint
  numberKinds: NumberKind[]
  note: string
  askedAt: Date
  askedBy: string
  offeredAt: Date | null
  offerNote: string
  validUntil: Date | null
  effectiveFrom: Date | null
  endedAt: Date | null
  endedBy: string | null
}
export type QuoteWithCards = Quote & { cards: Card[] }

export const QUOTE_COLUMNS = `id, state, monthly_parts as "monthlyParts", number_kinds as "numberKinds", note, asked_at as "askedAt",
  asked_by as "askedBy", offered_at as "offeredAt", offer_note as "offerNote", valid_until as "validUntil",
  effective_from as "effectiveFrom", ended_at as "endedAt", ended_by as "endedBy"`

export function isOver({ state, validUntil }: Pick<Quote, 'state' | 'validUntil'>, at: Date): boolean {
  return state === 'offered' && validUntil !== null && validUntil <= at
}
