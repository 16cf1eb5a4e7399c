import Link from 'next/link'
import { formatExact } from '#components/money.ts'
import { type EntryFilter, minutesOf } from '#domain/billing/entry-filter.ts'
import type { SpendSums } from '#domain/billing/read-spend.ts'
import { messageQuery } from '#domain/reports/message-filter.ts'

const count = new Intl.NumberFormat('en-US')

type Props = { sums: SpendSums | null; filter: EntryFilter; bounds: { from: Date | null; until: Date | null } }

/** What all entries of the filter come to, page or no page: from the totals that the charts are drawn from. */
export function EntrySums({ sums, filter, bounds }: Props) {
  const log = logOf(filter, bounds)
  return (
    <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-13" aria-live="polite">
      {sums ? (
        <span data-sums>
          <span className="num font-medium">{formatExact(sums.nanos < 0n ? -sums.nanos : sums.nanos)}</span>{' '}
          {sums.nanos < 0n ? 'more came in than went' : 'left the balance'} ·{' '}
          <span className="num">{count.format(sums.messages)}</span> {sums.messages === 1n ? 'message' : 'messages'} ·{' '}
          <span className="num">{count.format(sums.parts)}</span> {sums.parts === 1n ? 'part' : 'parts'}
        </span>
      ) : (
        <span className="text-ink-3">
          No sum is kept of a number or key together with anything else; the CSV has every entry.
        </span>
      )}
      {log ? (
        <Link href={log} className="link inline-flex min-h-6 items-center">
          Messages of this time in the log
        </Link>
      ) : null}
    </p>
  )
}

/**
 * The log goes by when a message was accepted, the ledger by when it was charged: seconds apart, and now and then on the other side of
 * midnight. So it is offered beside the entries, never instead of them. In minutes of UTC, since the days of the log are the reader's.
 */
function logOf({ kind, number, key }: EntryFilter, { from, until }: Props['bounds']): string | null {
  if (!from && !until) return null
  const minutes = minutesOf(from ?? new Date(0), until ?? new Date(0))
  const isOut = kind === 'settle'
  const isIn = kind === 'charge'
  const query = messageQuery({
    since: from ? minutes.since : '',
    until: until ? minutes.until : '',
    kind: 'live',
    direction: isOut ? 'outbound' : isIn ? 'inbound' : '',
    number: number === 'none' ? '' : number,
    key: key === 'none' ? '' : key,
  })
  return `/messages?${query}`
}
