/** What the totals by hour and day can say of a filter: the same cost for a year as for a day. */
import { isTest, numberLimit, type Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { DAY_MS, HOUR_MS, now } from '#lib/time.ts'
import type { Bounds } from '#lib/written-span.ts'
import { MESSAGE_FILTER_NAMES, type MessageFilter } from './message-filter.ts'

export type Sums = { messages: bigint; parts: bigint; costNanos: bigint }

const KNOWN: readonly (keyof MessageFilter)[] = ['range', 'since', 'until', 'direction', 'from', 'to', 'number', 'kind']

/** `number` '': of all. What else the filter means is met by these filters, as far as our side is not this number. */
export type Answer = { number: string; directions: ('outbound' | 'inbound')[]; beside: MessageFilter[] }

/**
 * The totals know our number of each message, not the other side's: a filter by number is answered by them where it names our side, and
 * by the messages themselves where it names the other. Null: they cannot answer.
 */
export function answerOf(scope: Scope, filter: MessageFilter, { from: since, until }: Bounds): Answer | null {
  const isWhole = (at: Date | null) => at === null || at.getTime() % HOUR_MS === 0
  const isKnown = MESSAGE_FILTER_NAMES.every((name) => KNOWN.includes(name) || filter[name] === '')
  if (!isKnown || !isWhole(since) || !(isWhole(until) || (until ?? now()) > now())) return null
  const { direction, from, to, number } = filter
  const named = [from, to, number].filter((one) => one !== '')
  if (named.length > 1 || (named.length === 1 && numberLimit(scope) !== null)) return null
  const directions = direction === '' ? (['outbound', 'inbound'] as const) : [direction]
  const ours = { outbound: from || number, inbound: to || number }
  const theirs = { outbound: to || number, inbound: from || number }
  const beside = directions.flatMap((one): MessageFilter[] => {
    const value = theirs[one]
    if (value === '') return []
    return [
      {
        ...filter,
        number: '',
        direction: one,
        from: one === 'inbound' ? value : '',
        to: one === 'outbound' ? value : '',
      },
    ]
  })
  const asked = directions.filter((one) => named.length === 0 || ours[one] !== '')
  return { number: named[0] ?? '', directions: asked, beside }
}

const WITHIN = (level: 'hour' | 'day', from: string, until: string) => `
  select t.messages, t.parts, t.cost_nanos, t.is_test from message_totals t
  where t.account_id = $1 and t.number = any($2::text[]) and t.level = '${level}'
    and t.at >= ${from}::timestamptz and t.at < ${until}::timestamptz
    and t.direction = any($3::text[]) and t.is_test = any($4::boolean[])`

/** A step. Test messages are counted and cost nothing. */
export async function sumTotals(
  tx: Tx,
  scope: Scope,
  filter: MessageFilter,
  { from, until }: Bounds,
  { number, directions }: Answer,
): Promise<Sums> {
  const [begin, end] = [from ?? new Date(0), until ?? new Date(now().getTime() + DAY_MS)]
  const firstDay = new Date(Math.ceil(begin.getTime() / DAY_MS) * DAY_MS)
  const afterDays = new Date(Math.max(firstDay.getTime(), Math.floor(end.getTime() / DAY_MS) * DAY_MS))
  const kinds = scope.actor.kind === 'key' ? [isTest(scope)] : [true, false]
  const [row] = await tx.query<{ messages: bigint; parts: bigint; cost: bigint }>(
    `select coalesce(sum(messages), 0)::bigint as messages, coalesce(sum(parts), 0)::bigint as parts,
       coalesce(sum(cost_nanos) filter (where not is_test), 0)::bigint as cost
     from (${WITHIN('hour', '$5', 'least($6::timestamptz, $8::timestamptz)')} union all ${WITHIN('day', '$6', '$7')}
       union all ${WITHIN('hour', '$7', '$8')}) t`,
    [
      scope.accountId,
      number === '' ? (numberLimit(scope) ?? ['']) : [number],
      directions,
      kinds.filter((one) => filter.kind === '' || (filter.kind === 'test') === one),
      begin,
      firstDay,
      afterDays,
      end,
    ],
  )
  return { messages: row?.messages ?? 0n, parts: row?.parts ?? 0n, costNanos: row?.cost ?? 0n }
}
