import { exactClock } from '#components/time/zone.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import type { Posting } from '#domain/reports/message-rows.ts'

export function PostingList({ postings, zone }: { postings: Posting[]; zone: string }) {
  if (postings.length === 0) return <p className="text-13 text-ink-3">No money moved for this message.</p>
  return (
    <ul className="grid text-13">
      {postings.map((posting) => (
        <li
          key={posting.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-b border-line py-2 last:border-0"
        >
          <span className="font-medium first-letter:uppercase">
            {posting.kind}
            {posting.isTest ? <span className="font-normal text-ink-3"> · test money</span> : null}
          </span>
          <span className="num text-right font-medium">{formatNanos(posting.amountNanos)}</span>
          <span className="text-ink-3">
            {posting.source} → {posting.destination}, {posting.reason}
          </span>
          <time dateTime={posting.at} className="num text-right text-ink-3">
            {exactClock(posting.at, zone)}
          </time>
        </li>
      ))}
    </ul>
  )
}
