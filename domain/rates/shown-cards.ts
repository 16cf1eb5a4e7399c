/** Which card holds where, as `rate_at` and `surcharge_at` choose: for pages that show what will be charged. Pure. */
import type { NumberKind } from '#domain/numbers/nanp.ts'
import { type Card, type Direction, isSamePlace, type Surcharge } from './rate-card.ts'

export type ShownCard = Card & { isOwn: boolean; surchargeNanos: bigint }
type Place = Pick<Card, 'direction' | 'numberKind' | 'destination'>
type InForce = { own?: readonly Card[]; cards: readonly Card[]; surcharges: readonly Surcharge[] }

const DIRECTIONS: Direction[] = ['outbound', 'inbound']
const KINDS: NumberKind[] = ['longcode', 'toll_free']

/** The card for one destination, whatever it is called: its own, or the one for any. Null: no price, so nothing is accepted. */
export function cardFor({ own = [], cards, surcharges }: InForce, place: Place): ShownCard | null {
  const { direction, numberKind, destination } = place
  const mine = forPlace(own, place)
  const card = mine ?? forPlace(cards, place)
  return (
    card && {
      ...card,
      direction,
      numberKind,
      destination,
      isOwn: mine !== null,
      surchargeNanos: surchargeFor(surcharges, place),
    }
  )
}

export function surchargeFor(surcharges: readonly Surcharge[], place: Place): bigint {
  const [ofLink, ofAny] = [
    surcharges.filter(({ isOfLink }) => isOfLink),
    surcharges.filter(({ isOfLink }) => !isOfLink),
  ]
  return (forPlace(ofLink, place) ?? forPlace(ofAny, place))?.partNanos ?? 0n
}

function forPlace<T extends Place>(all: readonly T[], place: Place): T | null {
  const of = (destination: string) => all.find((one) => isSamePlace(one, { ...place, destination }))
  return of(place.destination) ?? of('any') ?? null
}

/** A row for each destination that has a price or a surcharge of its own, then one for the rest: `any`. */
export function shownCards(rates: InForce): ShownCard[] {
  const { own = [], cards, surcharges } = rates
  return DIRECTIONS.flatMap((direction) =>
    KINDS.flatMap((numberKind) => {
      const of = (place: Place) => place.direction === direction && place.numberKind === numberKind
      const names = new Set([
        'any',
        ...[...own, ...cards, ...surcharges].filter(of).map(({ destination }) => destination),
      ])
      return [...names].flatMap((destination) => cardFor(rates, { direction, numberKind, destination }) ?? [])
    }),
  )
}
