import { demand } from '#domain/access/permissions.ts'
import { numberLimit, type Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { DAY_MS, HOUR_MS, now } from '#lib/time.ts'
import { NO_FILTER, type OwnNumberFilter } from './number-filter.ts'
import { type Matches, matchesOf } from './number-matches.ts'
import type { OwnNumberPage, OwnNumberRow } from './own-number-rows.ts'
import { type Cursor, countQuery, type Order, pageQuery, trafficQuery } from './own-numbers.sql.ts'

export const PAGE_SIZE = 50
const TRAFFIC_DAYS = 30

type Input = { filter: OwnNumberFilter; order: Order; after?: string | null; before?: string | null }
type Found = Omit<OwnNumberRow, 'url' | 'messages' | 'costNanos'> & { ownUrl: string | null; at: string }

/** A page of the account's numbers that match. A keyset: page one thousand costs what page one costs. */
export async function listOwnNumbers(scope: Scope, { filter, order, after, before }: Input): Promise<OwnNumberPage> {
  demand(scope, 'numbers.read')
  const matches = matchesFor(scope, filter)
  const cursor = readCursor(order, before ?? after ?? null)
  const backwards = Boolean(before && cursor)
  // One more than is shown tells whether there is another page.
  const page = pageQuery(matches, { order, cursor, backwards, limit: PAGE_SIZE + 1 })
  const count = countQuery(matches)
  return tenantTransaction(scope.accountId, async (tx) => {
    const [found, [counted], accountUrl] = await Promise.all([
      tx.query<Found>(page.text, page.values),
      tx.query<{ n: bigint }>(count.text, count.values),
      readAccountUrl(tx, scope.accountId),
    ])
    const shown = found.slice(0, PAGE_SIZE)
    if (backwards) shown.reverse()
    const [first, last] = [shown.at(0), shown.at(-1)]
    const beyond = found.length > PAGE_SIZE
    return {
      rows: await withTraffic(tx, scope.accountId, shown, accountUrl),
      next: last && (backwards || beyond) ? writeCursor(order, last) : null,
      previous: first && (backwards ? beyond : cursor !== null) ? writeCursor(order, first) : null,
      count: Number(counted?.n ?? 0),
    }
  })
}

/** A filter, and those that a key may use where it is limited to some. */
export function matchesFor(scope: Scope, filter: OwnNumberFilter | null): Matches {
  const { where, values } = matchesOf(scope.accountId, filter ?? NO_FILTER)
  const limit = numberLimit(scope)
  if (!limit) return { where, values }
  return { where: `${where} and n.e164 = any($${values.length + 1})`, values: [...values, limit] }
}

export async function readAccountUrl(tx: Tx, accountId: string): Promise<string | null> {
  const [account] = await tx.query<{ url: string }>(
    "select url from request_urls where account_id = $1 and e164 = '' and kind = 'sms_callback'",
    [accountId],
  )
  return account?.url ?? null
}

async function withTraffic(
  tx: Tx,
  accountId: string,
  found: readonly Found[],
  accountUrl: string | null,
): Promise<OwnNumberRow[]> {
  const since = new Date(Math.floor((now().getTime() - TRAFFIC_DAYS * DAY_MS) / HOUR_MS) * HOUR_MS)
  const numbers = found.map((row) => row.e164)
  const { text, values } = trafficQuery(accountId, numbers, since)
  const traffic = await tx.query<{ number: string; messages: bigint; cost: bigint }>(text, values)
  const byNumber = new Map(traffic.map((one) => [one.number, one]))
  return found.map(({ ownUrl, at: _, ...row }) => ({
    ...row,
    url: ownUrl ? { url: ownUrl, origin: 'number' } : accountUrl ? { url: accountUrl, origin: 'account' } : null,
    messages: Number(byNumber.get(row.e164)?.messages ?? 0),
    costNanos: String(byNumber.get(row.e164)?.cost ?? 0),
  }))
}

/** `12065550142`, or `2026-11-25T10:00:00.000000Z_12065550142`: where a page ends. What is none begins at the start. */
function readCursor(order: Order, text: string | null): Cursor | null {
  const match = /^(?:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{6}Z)_)?(\d{11})$/.exec(text ?? '')
  if (!match) return null
  const [, second = '', rest = '', digits] = match
  const isMoment =
    second !== '' &&
    Number.isFinite(Date.parse(second + rest)) &&
    new Date(`${second}Z`).toISOString().startsWith(second)
  if ((order === 'newest') !== isMoment) return null
  return { e164: `+${digits}`, at: second + rest }
}

function writeCursor(order: Order, { e164, at }: Found): string {
  return order === 'newest' ? `${at}_${e164.slice(1)}` : e164.slice(1)
}
