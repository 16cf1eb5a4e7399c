import { expect, test } from 'vitest'
import { compareOffer } from './compare-offer.ts'
import { destinationOf } from './destination-of.ts'
import { type Card, priceMonth, priceShare, type Tier, tierAt } from './rate-card.ts'
import { cardFor, shownCards } from './shown-cards.ts'

const TIERS: Tier[] = [
  { fromParts: 0n, untilParts: 10n, partNanos: 400n },
  { fromParts: 10n, untilParts: 25n, partNanos: 300n },
  { fromParts: 25n, untilParts: null, partNanos: 200n },
]
const card = (fields: Partial<Card> = {}): Card => ({
  direction: 'outbound',
  numberKind: 'longcode',
  destination: 'any',
  effectiveFrom: new Date(0),
  tiers: TIERS,
  ...fields,
})
const flat = (partNanos: bigint): Tier[] => [{ fromParts: 0n, untilParts: null, partNanos }]

test('what a month costs is what its messages cost one by one, however many parts they have', () => {
  for (let parts = 1n; parts <= 10n; parts += 1n) {
    for (let messages = 1n; messages <= 40n; messages += 1n) {
      let oneByOne = 0n
      for (let nth = 0n; nth < messages; nth += 1n)
        oneByOne += parts * ((tierAt(TIERS, nth * parts)?.partNanos ?? 0n) + 7n)
      const shares = priceMonth(TIERS, { messages, parts, surchargeNanos: 7n })
      expect(shares.reduce((sum, { nanos }) => sum + nanos, 0n)).toBe(oneByOne)
      expect(shares.reduce((sum, share) => sum + share.messages, 0n)).toBe(messages)
    }
  }
})

test('a share of a month costs its share of the tiers', () => {
  expect(priceShare(TIERS, 20n, 10n)).toBe((10n * 400n + 10n * 300n) / 2n)
  expect(priceShare(TIERS, 0n, 0n)).toBe(0n)
})

test('a destination has its own card, else the one for any; an own card goes before; of surcharges the link’s goes before', () => {
  const cards = [card(), card({ destination: 'ca', tiers: flat(9n) })]
  const surcharge = (isOfLink: boolean, destination: string, partNanos: bigint) => ({
    ...card({ destination }),
    isOfLink,
    partNanos,
  })
  const surcharges = [surcharge(false, 'us', 5n), surcharge(true, 'any', 6n)]
  const at = (destination: string, own: Card[] = []) => cardFor({ own, cards, surcharges }, card({ destination }))
  expect(at('us')).toMatchObject({ destination: 'us', tiers: TIERS, isOwn: false, surchargeNanos: 6n })
  expect(at('ca')).toMatchObject({ tiers: flat(9n), isOwn: false })
  expect(at('ca', [card({ tiers: flat(1n) })])).toMatchObject({ tiers: flat(1n), isOwn: true })
  expect(shownCards({ cards, surcharges }).map(({ destination }) => destination)).toEqual(['any', 'ca', 'us'])
})

test('an offer is compared with what is paid today, at last month’s volume or the one asked for', () => {
  const quote = {
    ...{ id: '', state: 'offered' as const, note: '', askedBy: '', offerNote: '', endedBy: null, endedAt: null },
    ...{ askedAt: new Date(0), offeredAt: null, validUntil: null, effectiveFrom: null },
    monthlyParts: 100n,
    numberKinds: ['longcode' as const],
    cards: [card({ tiers: flat(150n) })],
  }
  const today = { own: [], cards: [card({ tiers: flat(200n) }), card({ direction: 'inbound', tiers: flat(50n) })] }
  expect(compareOffer(quote, today, [])).toEqual({
    isReal: false,
    parts: 100n,
    todayNanos: 20_000n,
    offerNanos: 15_000n,
  })
  const usage = { numberKind: 'longcode' as const, destination: 'us' }
  const lastMonth = [
    { ...usage, direction: 'outbound' as const, parts: 10n },
    { ...usage, direction: 'inbound' as const, parts: 4n },
  ]
  expect(compareOffer(quote, today, lastMonth)).toEqual({
    isReal: true,
    parts: 10n,
    todayNanos: 2_200n,
    offerNanos: 1_700n,
  })
})

test('the form knows where a number is as the price list does', () => {
  expect(['+12065550107', '+14165550107', '+18335550107', '+12685550107'].map(destinationOf)).toEqual([
    'us',
    'ca',
    'us',
    'other',
  ])
})
