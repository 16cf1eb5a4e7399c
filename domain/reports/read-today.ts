import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { HOUR_MS, now } from '#lib/time.ts'
import type { Today } from './message-rows.ts'

type HourRow = {
  hour: Date
  direction: string
  messages: bigint
  delivered: bigint
  failed: bigint
  charged_nanos: bigint
  today: boolean
}

/** Today in the account's zone, and the last 24 hours, from the hour totals: the same cost for any traffic. */
export async function readToday(scope: Scope): Promise<Today> {
  demand(scope, 'messages.read')
  const at = now()
  const firstHour = Math.floor(at.getTime() / HOUR_MS) * HOUR_MS - 23 * HOUR_MS
  const rows = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<HourRow>(
      `select r.hour, r.direction, sum(r.messages)::bigint as messages, sum(r.delivered)::bigint as delivered,
         sum(r.failed)::bigint as failed, sum(r.charged_nanos)::bigint as charged_nanos,
         r.hour >= date_trunc('day', $2::timestamptz, a.time_zone) as today
       from message_rollups r join accounts a on a.id = r.account_id
       where r.account_id = $1 and r.hour >= $3 group by r.hour, r.direction, a.time_zone order by r.hour`,
      [scope.accountId, at, new Date(Math.min(firstHour, at.getTime() - 26 * HOUR_MS))],
    ),
  )
  const today = rows.filter((row) => row.today)
  const sum = (of: readonly HourRow[], pick: (row: HourRow) => bigint) =>
    of.reduce((total, row) => total + pick(row), 0n)
  const outbound = today.filter((row) => row.direction === 'outbound')
  const inbound = today.filter((row) => row.direction === 'inbound')
  const delivered = Number(sum(outbound, (row) => row.delivered))
  const ended = delivered + Number(sum(outbound, (row) => row.failed))
  const count = (hour: number, direction: string) =>
    Number(
      sum(
        rows.filter((row) => row.direction === direction && row.hour.getTime() === hour),
        (row) => row.messages,
      ),
    )
  return {
    sent: Number(sum(outbound, (row) => row.messages)),
    received: Number(sum(inbound, (row) => row.messages)),
    deliveredShare: ended === 0 ? null : delivered / ended,
    spentNanos: sum(today, (row) => row.charged_nanos).toString(),
    hours: Array.from({ length: 24 }, (_, index) => {
      const hour = firstHour + index * HOUR_MS
      return { hour: new Date(hour).toISOString(), sent: count(hour, 'outbound'), received: count(hour, 'inbound') }
    }),
  }
}
