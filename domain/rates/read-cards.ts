import { query } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { type Card, isSamePlace, type Surcharge } from './rate-card.ts'
import { gatherCards, type TierRow } from './tier-rows.ts'

/** In the order of the price list; what is announced in the order in which it comes. */
export type PublishedRates = {
  cards: Card[]
  surcharges: Surcharge[]
  announced: Card[]
  announcedSurcharges: Surcharge[]
}

const CARDS = {
  name: 'read_published_cards',
  text: `
    select direction, number_kind as "numberKind", destination, effective_from as "effectiveFrom", from_parts as "fromParts",
      until_parts as "untilParts", part_nanos as "partNanos"
    from rates r where r.effective_from >= coalesce((
      select max(t.effective_from) from rates t where t.direction = r.direction and t.number_kind = r.number_kind
        and t.destination = r.destination and t.effective_from <= $1), '-infinity')
    order by direction desc, number_kind, destination <> 'any', destination, effective_from, from_parts`,
}
/** Of a single link they are no promise to everybody: those are seen by the account that uses it. */
const SURCHARGES = {
  name: 'read_published_surcharges',
  text: `
    select direction, number_kind as "numberKind", destination, effective_from as "effectiveFrom", part_nanos as "partNanos"
    from surcharges s where s.link_id is null and s.effective_from >= coalesce((
      select max(t.effective_from) from surcharges t where t.link_id is null and t.direction = s.direction
        and t.number_kind = s.number_kind and t.destination = s.destination and t.effective_from <= $1), '-infinity')
    order by direction desc, number_kind, destination <> 'any', destination, effective_from`,
}

/** What is published, in force now and announced. Public: rule F18. */
export async function readCards(): Promise<PublishedRates> {
  const at = now()
  const [rows, surcharges] = await Promise.all([query<TierRow>(CARDS, [at]), query<Surcharge>(SURCHARGES, [at])])
  const cards = gatherCards(rows)
  const isAnnounced = ({ effectiveFrom }: { effectiveFrom: Date }) => effectiveFrom > at
  const byTime = (one: { effectiveFrom: Date }, other: { effectiveFrom: Date }) =>
    one.effectiveFrom.getTime() - other.effectiveFrom.getTime()
  return {
    cards: cards.filter((card) => !isAnnounced(card)),
    surcharges: surcharges.filter((one) => !isAnnounced(one)),
    announced: cards.filter(isAnnounced).sort(byTime),
    announcedSurcharges: surcharges.filter(isAnnounced).sort(byTime),
  }
}

/** As `rate_at` and `surcharge_at` choose: that of the destination before one for any. */
export function chosenFor<T extends Omit<Surcharge, 'partNanos'>>(
  all: readonly T[],
  place: Omit<Card, 'tiers' | 'effectiveFrom'>,
): T | null {
  const of = (destination: string) => all.find((one) => isSamePlace(one, { ...place, destination }))
  return of(place.destination) ?? of('any') ?? null
}
