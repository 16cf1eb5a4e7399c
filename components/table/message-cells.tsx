import { ArrowDownLeft, ArrowUpRight } from 'lucide-react'
import { formatPrice } from '#components/money.ts'
import { TestMark } from '#components/ui/test-mark.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { MessageRow } from '#domain/reports/message-rows.ts'

/** Beside an open message only the icon stays; the word is still there for those who listen. */
export function Direction({ direction }: { direction: MessageRow['direction'] }) {
  const isOut = direction === 'outbound'
  const Icon = isOut ? ArrowUpRight : ArrowDownLeft
  const word = isOut ? 'Outbound' : 'Inbound'
  return (
    <span
      className="inline-flex items-baseline gap-1 text-ink-2 sm:@max-[50rem]:gap-0 before:content-['\200b']"
      title={word}
    >
      <Icon className="size-3.5 shrink-0 self-center" strokeWidth={1.75} aria-hidden="true" />
      <span className="sm:@max-[50rem]:sr-only">{word}</span>
    </span>
  )
}

export function Phone({ e164 }: { e164: string }) {
  return <span className="num">{formatNumber(e164)}</span>
}

/** The mark of a test stands here, where there is room: a column of its own would be empty for most. */
export function Content({ row: { body, isTest } }: { row: MessageRow }) {
  return (
    <>
      {isTest ? <TestMark /> : null}
      {isTest ? ' ' : null}
      {body === null ? (
        <span className="text-ink-3">Not shown to your role</span>
      ) : (
        <span className="text-ink-2">{body}</span>
      )}
    </>
  )
}

export function Price({ row }: { row: MessageRow }) {
  if (row.priceNanos === '0') return <span className="text-ink-3">{formatPrice('0')}</span>
  if (row.isTest)
    return (
      <span className="num text-ink-3" title="Test money">
        {formatPrice(row.priceNanos)}
      </span>
    )
  return <span className="num">{formatPrice(row.priceNanos)}</span>
}

export function Fault({ row: { errorCode, errorReason } }: { row: MessageRow }) {
  if (errorCode === null && errorReason === null) return <None />
  return (
    <span className="text-failed" title={errorReason ?? undefined}>
      {errorCode === null ? null : <span className="num">{errorCode}</span>}
      {errorCode !== null && errorReason !== null ? ' ' : null}
      {errorReason}
    </span>
  )
}

export function Id({ id }: { id: string }) {
  return (
    <span className="num text-ink-3" title={id}>
      {id.slice(0, 9)}…{id.slice(-4)}
    </span>
  )
}

/** What a message does not have. */
export function None() {
  return <span className="text-ink-3">–</span>
}

/** Narrows the log to the value of its cell: it comes with the pointer. Keys pass it by; the open message has the same. */
export function Only({ href, what }: { href: string; what: string }) {
  // biome-ignore lint/a11y/useAnchorContent: its name is its label, and what it shows a picture
  return <a href={href} tabIndex={-1} aria-label={`Only ${what}`} title={`Only ${what}`} className="only-this" />
}
