import type { Scope } from '#domain/access/scope.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { Card, Surcharge } from './rate-card.ts'
import { gatherCards, type TierRow } from './tier-rows.ts'

export type Rates = { cards: Card[]; surcharges: Surcharge[]; announced: Card[]; announcedSurcharges: Surcharge[] }

const TIER = `direction, number_kind as "numberKind", destination, effective_from as "effectiveFrom", from_parts as "fromParts",
  until_parts as "untilParts", part_nanos as "partNanos"`
const ORDER = `order by direction desc, number_kind, destination <> 'any', destination, effective_from`
const CARDS = {
  name: 'read_published_cards',
  text: `
    select ${TIER} from rates r where r.effective_from >= coalesce((
      select max(t.effective_from) from rates t where t.direction = r.direction and t.number_kind = r.number_kind
        and t.destination = r.destination and t.effective_from <= $1), '-infinity')
    ${ORDER}, from_parts`,
}
/** Of the link that live messages take, as accepting them would choose it, and of any link. */
const SURCHARGES = {
  name: 'read_published_surcharges',
  text: `
    select link_id is not null as "isOfLink", direction, number_kind as "numberKind", destination, effective_from as "effectiveFrom",
      part_nanos as "partNanos"
    from surcharges s
    where (s.link_id is null or s.link_id = (
        select l.id from links l where l.enabled and l.takes_live order by l.priority, l.id limit 1))
      and s.effective_from >= coalesce((
        select max(t.effective_from) from surcharges t where t.link_id is not distinct from s.link_id and t.direction = s.direction
          and t.number_kind = s.number_kind and t.destination = s.destination and t.effective_from <= $1), '-infinity')
    ${ORDER}`,
}
const OWN = {
  name: 'read_own_cards',
  text: `
    select ${TIER} from account_rates r
    where r.account_id = $1 and (r.effective_until is null or r.effective_until > greatest($2, r.effective_from)) and r.effective_from >= coalesce((
      select max(t.effective_from) from account_rates t where t.account_id = $1 and t.direction = r.direction
        and t.number_kind = r.number_kind and t.destination = r.destination and t.effective_from <= $2
        and (t.effective_until is null or t.effective_until > $2)), '-infinity')
    ${ORDER}, from_parts`,
}

/** What is published, in force now and announced. Public: rule F18. */
export async function readCards(): Promise<Rates> {
  const at = now()
  const [rows, surcharges] = await Promise.all([query<TierRow>(CARDS, [at]), query<Surcharge>(SURCHARGES, [at])])
  return { ...parted(gatherCards(rows), at), ...partedSurcharges(surcharges, at) }
}

/** The account's own from accepted quotes, in force and to come. A step of what shows prices to the account itself. */
export async function readOwnCards({ accountId }: Scope): Promise<Pick<Rates, 'cards' | 'announced'>> {
  const at = now()
  return parted(gatherCards(await tenantTransaction(accountId, (tx) => tx.query<TierRow>(OWN, [accountId, at]))), at)
}

function parted(cards: Card[], at: Date): Pick<Rates, 'cards' | 'announced'> {
  return {
    cards: cards.filter(({ effectiveFrom }) => effectiveFrom <= at),
    announced: cards.filter(({ effectiveFrom }) => effectiveFrom > at).sort(byTime),
  }
}

function partedSurcharges(all: Surcharge[], at: Date): Pick<Rates, 'surcharges' | 'announcedSurcharges'> {
  return {
    surcharges: all.filter(({ effectiveFrom }) => effectiveFrom <= at),
    announcedSurcharges: all.filter(({ effectiveFrom }) => effectiveFrom > at).sort(byTime),
  }
}

function byTime(one: { effectiveFrom: Date }, other: { effectiveFrom: Date }): number {
  return one.effectiveFrom.getTime() - other.effectiveFrom.getTime()
}
