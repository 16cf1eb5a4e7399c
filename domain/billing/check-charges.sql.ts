/**
 * What a check of a bill asks about messages, a day at a time: sums by what decides a price, so that a million messages are a few rows.
 * `$1` account, `$2` and `$3` the day, `$4` the moments at which any rate changes, `$5` and `$6` the bill.
 */

/** What decides a price. Between two changes of rates (`era`) the same. */
const KEY = `direction, number_kind, destination, part_nanos, surcharge_nanos, rate_id, link_id, era`

const OF_MESSAGE = `m.direction, m.number_kind, m.destination, m.part_nanos, m.surcharge_nanos, m.rate_id, m.link_id,
    m.parts, m.price_nanos, m.accepted_at, width_bucket(m.accepted_at, $4::timestamptz[]) as era`

/** A message says when it was charged a moment before its posting does. */
const SLACK = "interval '1 hour'"

/**
 * Charges of the day with their messages. Asked for is a message's first, of the kind that its direction and status ask for, in the month when that was. `offset 0`
 * and the counted look-up: message by message along an index, never a join that reads a month of them.
 */
const CHARGED = `
  select p.id as posting_id, p.kind, p.amount_nanos, p.message_id, m.id as found_id, ${OF_MESSAGE},
    coalesce(not m.is_test and case m.direction
      when 'outbound' then p.kind = 'settle' and m.status in ('sent', 'delivered', 'undelivered', 'expired')
      else p.kind = 'charge' and m.status = 'received' end, false) as fits,
    coalesce(case m.direction when 'outbound' then m.sent_at else m.final_at end not between $5::timestamptz - ${SLACK}
      and $6::timestamptz + ${SLACK}, false) as strays,
    (select count(*) from ledger_postings q where q.account_id = $1 and q.message_id = p.message_id
      and q.kind in ('settle', 'charge') and not q.is_test and (q.at, q.id) < (p.at, p.id)) as earlier
  from ledger_postings p
  left join lateral (select * from messages t where t.account_id = $1 and t.id = p.message_id offset 0) m on true
  where p.account_id = $1 and p.at >= $2 and p.at < $3 and p.kind not in ('hold', 'release') and not p.is_test
    and p.kind in ('settle', 'charge')`

export const SUM_CHARGED = `
  select kind, ${KEY}, fits and not strays and earlier = 0 as asked, count(*) as messages, coalesce(sum(parts), 0)::bigint as parts,
    sum(amount_nanos)::bigint as nanos, min(accepted_at) as at,
    count(*) filter (where amount_nanos <> price_nanos or price_nanos <> parts * (part_nanos + surcharge_nanos)) as wrong
  from (${CHARGED}) c group by kind, ${KEY}, fits and not strays and earlier = 0`

/** `$7`: the keys whose rates are wrong. */
export const NAME_CHARGED = `
  select c.*, count(*) over () as total from (${CHARGED}) c
  left join lateral (
    select true as is_wrong from jsonb_to_recordset($7::jsonb) w (direction text, number_kind text, destination text, part_nanos bigint,
      surcharge_nanos bigint, rate_id uuid, link_id uuid, era integer)
    where (w.direction, w.number_kind, w.destination, w.part_nanos, w.surcharge_nanos, w.era)
        = (c.direction, c.number_kind, c.destination, c.part_nanos, c.surcharge_nanos, c.era)
      and w.rate_id is not distinct from c.rate_id and w.link_id is not distinct from c.link_id limit 1) w on true
  where not c.fits or c.strays or c.earlier > 0 or c.amount_nanos <> c.price_nanos
    or c.price_nanos <> c.parts * (c.part_nanos + c.surcharge_nanos) or w.is_wrong
  limit $8`

/**
 * Messages of the day that should have been charged within the bill and were not, or elsewhere. The carrier's acceptance settles, and
 * says when (`sent_at`); a late receipt may call delivered what was released before. Inbound that costs nothing came for free (rule F17);
 * outbound that has a rate costs what it says.
 */
const UNCHARGED = `
  select m.id, ${OF_MESSAGE}
  from messages m
  where m.account_id = $1 and m.id >= first_id_at($2) and m.id < first_id_at($3) and not m.is_test
    and case m.direction
      when 'outbound' then (m.status in ('sent', 'delivered', 'undelivered') or m.status = 'expired' and m.sent_at is not null)
        and (m.rate_id is not null or m.part_nanos > 0) and coalesce(m.sent_at, m.final_at, m.accepted_at) >= $5
        and coalesce(m.sent_at, m.final_at, m.accepted_at) < $6
      else m.status = 'received' and m.price_nanos > 0 and coalesce(m.final_at, m.accepted_at) >= $5
        and coalesce(m.final_at, m.accepted_at) < $6 end
    and (select count(*) from ledger_postings q where q.account_id = $1 and q.message_id = m.id and not q.is_test
      and (q.kind = 'release' or q.kind in ('settle', 'charge') and q.at between $5::timestamptz - ${SLACK} and $6::timestamptz + ${SLACK})) = 0`

export const SUM_UNCHARGED = `
  select case direction when 'outbound' then 'settle' else 'charge' end as kind, ${KEY}, count(*) as messages,
    sum(parts)::bigint as parts, min(accepted_at) as at, (array_agg(id order by id))[1:100] as ids,
    (array_agg(parts order by id))[1:100] as "partsOf"
  from (${UNCHARGED}) u group by 1, ${KEY}`

/**
 * Rates and surcharges of keys, by the one place that picks them: of the tier that the message names (`checkTiers` asks whether it was
 * that), or of the first where it names none, being from before there were ids.
 */
export const RIGHT_PRICES = `
  select k.n, r.part_nanos as "partNanos",
    surcharge_at(k.link_id, k.direction, k.number_kind, k.destination, k.at) as "surchargeNanos"
  from jsonb_to_recordset($2::jsonb) k (n integer, direction text, number_kind text, destination text, rate_id uuid, link_id uuid,
    at timestamptz)
  left join lateral (
    select own.from_parts from account_rates own where own.account_id = $1 and own.id = k.rate_id
    union all select p.from_parts from rates p where p.id = k.rate_id limit 1) tier on true
  left join lateral rate_at($1, k.direction, k.number_kind, k.destination, coalesce(tier.from_parts, 0), k.at) r on true`

/** When what a message costs may have changed. */
export const RATE_CHANGES = `
  select coalesce(array_agg(at order by at), '{}') as moments from (
    select effective_from as at from rates union select effective_from from account_rates where account_id = $1
    union select effective_until from account_rates where account_id = $1 and effective_until is not null
    union select effective_from from surcharges) c where at < $2`
