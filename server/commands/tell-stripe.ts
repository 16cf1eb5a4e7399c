import { formatNanos } from '#domain/ledger/money.ts'
import type { StripeTrouble } from '#domain/payments/read-stripe-trouble.ts'

export function tellStripe({ events, calls, owed }: StripeTrouble): string {
  const minute = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ')
  return [
    ...told('Events that were refused', events, ({ at, id, accountId, type, reason }) => {
      return `${minute(at)}  ${type}  ${id}  ${accountId ? `account ${accountId}` : 'of no account'}: ${reason}`
    }),
    ...told('Calls that Stripe did not sign', calls, ({ day, reason, calls: count, lastAddress }) => {
      return `${day.toISOString().slice(0, 10)}  ${reason}: ${count}, the last from ${lastAddress ?? 'nowhere'}`
    }),
    ...told('Taken back after it had been spent, and owed', owed, ({ accountId, id, owedNanos }) => {
      return `${formatNanos(owedNanos, 9)}  account ${accountId}, payment ${id}`
    }),
  ].join('\n')
}

function told<Row>(title: string, rows: readonly Row[], line: (row: Row) => string): string[] {
  return rows.length === 0 ? [`✓ ${title}: none`] : [`✗ ${title}:`, ...rows.map((row) => `    ${line(row)}`)]
}
