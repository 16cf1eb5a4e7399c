/**
 * Whether each message was priced at the tier of its moment. Messages of one instant are accepted one after the other, and only the
 * balance's lock knows in which order: a tier is right when the month's volume may have been in it within some seconds of its moment.
 */
import type { Tx } from '#lib/db.ts'
import type { CheckContext, Day } from './check-charges.ts'

type Row = { line: string; tierPart: bigint; rightPart: bigint | null; messages: bigint; parts: bigint; ids: string[] }

/** Ids are made a moment before or after their message is accepted. */
const SLACK = "interval '10 minutes'"
const AT_ONCE = "interval '10 seconds'"
const AT_ONCE_MS = 10_000

/** `$4`: the volume of the month before this day; `$5`: what may have been counted besides; `$6`: when the month ends. */
const OF_DAY = `
  select m.id, m.direction, m.number_kind, m.destination, m.part_nanos, m.surcharge_nanos, m.rate_id, m.parts, m.accepted_at, m.status,
    m.sent_at,
    $4::bigint + coalesce(sum(m.parts) over (
      order by m.accepted_at range between unbounded preceding and ${AT_ONCE} preceding), 0) as least,
    $4::bigint + sum(m.parts) over (
      order by m.accepted_at range between unbounded preceding and ${AT_ONCE} following) - m.parts as most
  from messages m
  where m.account_id = $1 and m.id >= first_id_at($2::timestamptz - ${SLACK}) and m.id < first_id_at($3::timestamptz + ${SLACK})
    and m.accepted_at >= $2 and m.accepted_at < $3 and m.direction = 'outbound' and not m.is_test and m.rate_id is not null`

const WRONG = `
  select concat_ws('|', 'settle', w.number_kind, w.destination, w.part_nanos, w.surcharge_nanos) as line, w.part_nanos as "tierPart",
    r.part_nanos as "rightPart", count(*) as messages, sum(w.parts)::bigint as parts, (array_agg(w.id order by w.id))[1:100] as ids
  from (${OF_DAY}) w
  cross join lateral (
    select t.from_parts, t.until_parts from account_rates t where t.account_id = $1 and t.id = w.rate_id
    union all select t.from_parts, t.until_parts from rates t where t.id = w.rate_id limit 1) tier
  left join lateral rate_at($1, 'outbound', w.number_kind, w.destination, w.least::bigint, w.accepted_at) r on true
  where (tier.from_parts > w.most + $5 or tier.until_parts <= w.least and w.accepted_at < $6::timestamptz - ${AT_ONCE}) and w.sent_at is not null
    and w.status in ('sent', 'delivered', 'undelivered', 'expired')
  group by 1, 2, 3`

const VOLUME = `
  select coalesce(sum(m.parts), 0)::bigint as parts from messages m
  where m.account_id = $1 and m.id >= first_id_at($2::timestamptz - ${SLACK}) and m.id < first_id_at($3::timestamptz + ${SLACK})
    and m.accepted_at >= $2 and m.accepted_at < $3 and m.direction = 'outbound' and not m.is_test and m.rate_id is not null`

/** `unknown`: the account's zone has changed since the month before began, so that its volume was counted by other months than these. */
export async function tiersMatter(tx: Tx, accountId: string, { from, until }: Day): Promise<'no' | 'yes' | 'unknown'> {
  const [row] = await tx.query<{ matter: boolean; moved: boolean }>(
    `select exists (select from rates where from_parts > 0 union all select from account_rates where account_id = $1 and from_parts > 0)
       as matter,
       exists (
         select from audit_log where account_id = $1 and action = 'account.changed' and at >= $2::timestamptz - interval '31 days'
           and at < $3 and before ->> 'time_zone' is distinct from after ->> 'time_zone') as moved`,
    [accountId, from, until],
  )
  if (!row?.matter) return 'no'
  return row.moved ? 'unknown' : 'yes'
}

/** Of the messages accepted on this day. Returns the volume after it. */
export async function checkTiers(
  { tx, accountId, span, lines, faults }: CheckContext,
  day: Day,
  { volume, strayParts }: { volume: bigint; strayParts: bigint },
): Promise<bigint> {
  const values = [accountId, day.from, day.until]
  const wrong = await tx.query<Row>(WRONG, [...values, volume, strayParts, span.until])
  for (const { line, tierPart, rightPart, messages, parts, ids } of wrong) {
    const right = rightPart ?? tierPart
    lines.add(line, { messages: 0n, parts: 0n, expectedNanos: parts * (right - tierPart), chargedNanos: 0n })
    faults.addMany(
      ids.map((messageId) => ({
        kind: 'tier' as const,
        line,
        messageId,
        postingId: null,
        number: null,
        rightNanos: String(right),
        foundNanos: String(tierPart),
      })),
      Number(messages),
    )
  }
  return volume + (await readParts(tx, values))
}

/**
 * A message of a month's last moment may have waited for the lock until one of the next month had begun its volume: it was priced and
 * counted there.
 */
export async function readStrayParts(tx: Tx, accountId: string, monthFrom: Date): Promise<bigint> {
  return readParts(tx, [accountId, new Date(monthFrom.getTime() - AT_ONCE_MS), monthFrom])
}

async function readParts(tx: Tx, values: unknown[]): Promise<bigint> {
  const [sum] = await tx.query<{ parts: bigint }>(VOLUME, values)
  return sum?.parts ?? 0n
}
