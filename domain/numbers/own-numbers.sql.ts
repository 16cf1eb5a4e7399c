/** The statements of the list of own numbers. What each may read at most is held by `tests/domain/own-numbers-list.test.ts`. */
import type { Matches } from './number-matches.ts'
import { COUNT_LIMIT } from './own-number-rows.ts'

export type Order = 'number' | 'newest'
export type Cursor = { e164: string; at: string }
export type Place = { order: Order; cursor: Cursor | null; backwards: boolean; limit: number }
type Query = { text: string; values: unknown[] }

export const ROW_COLUMNS = `n.e164, n.kind, n.alias, n.tags, n.country, n.state, n.rate_center as "rateCenter", n.city,
  n.messaging_state as "messagingState", n.registration,
  to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`

const OWN_URL = (kind: string) => `(select u.url from request_urls u
  where u.account_id = $1 and u.e164 = n.e164 and u.kind = '${kind}')`

export function pageQuery({ where, values }: Matches, { order, cursor, backwards, limit }: Place): Query {
  const descending = (order === 'newest') !== backwards
  const [direction, than] = descending ? ['desc', '<'] : ['asc', '>']
  const from = values.length + 1
  const isNewest = order === 'newest'
  const bound = isNewest
    ? `and (n.created_at, n.e164) ${than} ($${from}::timestamptz, $${from + 1})`
    : `and n.e164 ${than} $${from}`
  const bounds = cursor ? (isNewest ? [cursor.at, cursor.e164] : [cursor.e164]) : []
  return {
    text: `select ${ROW_COLUMNS}, ${OWN_URL('sms_callback')} as "ownUrl", ${OWN_URL('sms_dlr_callback')} as "ownReceiptsUrl"
      from numbers n where ${where} ${cursor ? bound : ''}
      order by ${isNewest ? `n.created_at ${direction}, ` : ''}n.e164 ${direction} limit ${limit}`,
    values: [...values, ...bounds],
  }
}

export function countQuery({ where, values }: Matches): Query {
  return {
    text: `select count(*) as n from (select from numbers n where ${where} limit ${COUNT_LIMIT + 1}) matching`,
    values,
  }
}

/** From the hour totals, number by number: what it costs grows with the page, not with the account's traffic. */
export function trafficQuery(accountId: string, numbers: readonly string[], since: Date): Query {
  return {
    text: `select p.number, r.messages, r.cost from unnest($2::text[]) as p (number) cross join lateral (
        select sum(messages)::bigint as messages, sum(charged_nanos)::bigint as cost from message_rollups
        where account_id = $1 and number = p.number and hour >= $3 offset 0) r
      where r.messages is not null`,
    values: [accountId, numbers, since],
  }
}
