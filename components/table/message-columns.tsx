import { createColumnHelper, tableFeatures } from '@tanstack/react-table'
import { ArrowDownLeft, ArrowUpRight } from 'lucide-react'
import Link from 'next/link'
import { formatPrice } from '#components/money.ts'
import { clock, fullMoment } from '#components/time/zone.ts'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { TestMark } from '#components/ui/test-mark.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { MessageRow } from '#domain/reports/message-rows.ts'
import { messageHref } from './log-href.ts'

/** The order is the log's own and the pages are the server's: the core is all that is needed. */
export const messageFeatures = tableFeatures({})

const column = createColumnHelper<typeof messageFeatures, MessageRow>()

export function messageColumns(zone: string) {
  return column.columns([
    column.accessor('at', {
      header: 'Time',
      cell: ({ row, getValue }) => (
        <Link
          href={messageHref(row.original.id)}
          prefetch={false}
          data-open={row.original.id}
          title={fullMoment(getValue(), zone)}
          className="num rounded-sm text-ink-3"
        >
          <time dateTime={getValue()}>{clock(getValue(), zone)}</time>
        </Link>
      ),
    }),
    column.accessor('direction', {
      header: () => <span className="sm:@max-[50rem]:sr-only">Direction</span>,
      cell: ({ getValue }) => <Direction direction={getValue()} />,
    }),
    column.accessor('status', { header: 'Status', cell: ({ getValue }) => <StatusMark status={getValue()} /> }),
    column.accessor('from', { header: 'From', cell: ({ getValue }) => <Phone e164={getValue()} /> }),
    column.accessor('to', { header: 'To', cell: ({ getValue }) => <Phone e164={getValue()} /> }),
    column.accessor('body', { header: 'Content', cell: ({ row }) => <Content row={row.original} /> }),
    column.accessor('parts', {
      header: 'Parts',
      cell: ({ getValue }) => <span className="num text-ink-3">{getValue()}</span>,
    }),
    column.accessor('priceNanos', { header: 'Price', cell: ({ row }) => <Price row={row.original} /> }),
  ])
}

/** Beside an open message only the icon stays; the word is still there for those who listen. */
function Direction({ direction }: { direction: MessageRow['direction'] }) {
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

function Phone({ e164 }: { e164: string }) {
  return <span className="num">{formatNumber(e164)}</span>
}

/** The mark of a test stands here, where there is room: a column of its own would be empty for most. */
function Content({ row: { body, isTest } }: { row: MessageRow }) {
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

/** Width on a desk, and what becomes of the cell in a card. */
export function cellClass(id: string, row?: MessageRow): string {
  switch (id) {
    case 'at':
      return 'sm:w-[88px]'
    case 'direction':
      return 'sm:w-[104px] sm:@max-[50rem]:w-[36px]'
    case 'status':
      return 'sm:w-[114px] card-end'
    case 'from':
      return row?.direction === 'outbound' ? 'sm:w-[136px] card-hide' : 'sm:w-[136px] card-two'
    case 'to':
      return row?.direction === 'inbound' ? 'sm:w-[136px] card-hide' : 'sm:w-[136px] card-two'
    case 'body':
      return 'card-wide order-5'
    case 'parts':
      return 'sm:w-[58px] right card-hide @max-[50rem]:hidden'
    default:
      return 'sm:w-[86px] right card-end'
  }
}
