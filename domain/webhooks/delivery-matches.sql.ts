/** The filter as a condition on `deliveries d`. `$1` is the account, then the values of the filter; what a verb adds comes after. */
import type { Tx } from '#lib/db.ts'
import { firstIdAt, fromMessageRef } from '#lib/ids.ts'
import { boundsOfSpan } from '#lib/written-span.ts'
import type { DeliveryFilter } from './delivery-filter.ts'

export const MATCHES = `d.account_id = $1
  and ($2::uuid is null or d.endpoint_id = $2)
  and ($3::text is null or d.kind = $3)
  and ($4::text[] is null or d.status = any($4))
  and ($5::int is null or d.last_status between $5 * 100 and $5 * 100 + 99)
  and (not $6::boolean or (d.last_status is null and d.attempts > 0))
  and ($7::text is null or d.number = $7 or d.peer = $7)
  and ($8::uuid is null or d.message_id = $8)
  and ($9::uuid is null or d.id >= $9)
  and ($10::uuid is null or d.id < $10)`

/** The first of the places that are free for a verb's own values. */
export const NEXT_PLACE = 11

/** A step: the days and minutes of the filter are read in `zone`. */
export async function matchValues(tx: Tx, accountId: string, filter: DeliveryFilter, zone: string): Promise<unknown[]> {
  const { endpoint, event, outcome, status, number, message } = filter
  const { from, until } = await boundsOfSpan(tx, filter.from, filter.to, zone)
  return [
    accountId,
    endpoint || null,
    event || null,
    outcome === '' ? null : outcome === 'undelivered' ? ['failed', 'held'] : [outcome],
    /^\d/.test(status) ? Number(status[0]) : null,
    status === 'none',
    number || null,
    fromMessageRef(message),
    from && firstIdAt(from),
    until && firstIdAt(until),
  ]
}
