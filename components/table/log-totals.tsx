import { formatTotal } from '#components/money.ts'
import { shortMoment } from '#components/time/zone.ts'
import type { MessageSums } from '#domain/reports/sum-messages.ts'

/** `12,431 messages`, `10,000+ messages`. */
export function countWord({ count, isMore }: Pick<MessageSums, 'count' | 'isMore'>): string {
  return `${figureOf(count, isMore)} ${wordOf(count, isMore)}`
}

/** Of all that match, and not of this page. Null: they could not be counted in time. */
export function LogTotals({ totals }: { totals: MessageSums | null }) {
  if (totals === null) return <p className="text-13 text-ink-3">Too many to count</p>
  const { count, isMore, sums } = totals
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-13 text-ink-3" title="Of all that match">
      <Figure figure={figureOf(count, isMore)} word={wordOf(count, isMore)} />
      {sums ? (
        <>
          <Figure figure={sums.parts.toLocaleString('en-US')} word={sums.parts === 1 ? 'part' : 'parts'} />
          <Figure figure={formatTotal(sums.costNanos)} word="cost" />
        </>
      ) : null}
    </p>
  )
}

function figureOf(count: number, isMore: boolean): string {
  return `${count.toLocaleString('en-US')}${isMore ? '+' : ''}`
}

function wordOf(count: number, isMore: boolean): string {
  return count === 1 && !isMore ? 'message' : 'messages'
}

function Figure({ figure, word }: { figure: string; word: string }) {
  return (
    <span>
      <span className="num font-medium text-ink">{figure}</span> {word}
    </span>
  )
}

/** How far a page was looked for that ended before it was full. */
export function SearchedTo({ at, found, zone }: { at: string; found: number; zone: string }) {
  return (
    <span>
      Searched back to{' '}
      <time dateTime={at} className="num">
        {shortMoment(at, zone)}
      </time>
      , {found} found
    </span>
  )
}
