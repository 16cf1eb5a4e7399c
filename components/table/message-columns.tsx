import { createColumnHelper, tableFeatures } from '@tanstack/react-table'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { clock, fullMoment } from '#components/time/zone.ts'
import { StatusMark, statusWord } from '#components/ui/status-mark.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { COLUMN_NAMES, type ColumnId } from '#domain/reports/column-ids.ts'
import type { MessageRow } from '#domain/reports/message-rows.ts'
import { logHref, messageHref } from './log-href.ts'
import { Content, Direction, Fault, Id, None, Only, Phone, Price } from './message-cells.tsx'

/** The order is the log's own and the pages are the server's: the core is all that is needed. */
export const messageFeatures = tableFeatures({})

const column = createColumnHelper<typeof messageFeatures, MessageRow>()

/** What the cells need beside their rows: the zone, the log's address, the names of keys and carriers by id. */
export type Look = { zone: string; address: string; names: Readonly<Record<string, string>> }

export function messageColumns(ids: readonly ColumnId[], look: Look) {
  return column.columns(
    ids.map((id) =>
      column.display({
        id,
        header: () => (id === 'direction' ? <DirectionHead /> : COLUMN_NAMES[id]),
        cell: ({ row }) => cellOf(id, row.original, look),
      }),
    ),
  )
}

function DirectionHead() {
  return <span className="sm:@max-[50rem]:sr-only">{COLUMN_NAMES.direction}</span>
}

function cellOf(id: ColumnId, row: MessageRow, { zone, address, names }: Look): ReactNode {
  const only = (name: string, value: string | null, what: string) =>
    value === null || new URLSearchParams(address).get(name) === value ? null : (
      <Only href={logHref(address, { [name]: value })} what={what} />
    )
  switch (id) {
    case 'time':
      return (
        <Link
          href={messageHref(row.id)}
          prefetch={false}
          data-open={row.id}
          title={fullMoment(row.at, zone)}
          className="num rounded-sm text-ink-3"
        >
          <time dateTime={row.at}>{clock(row.at, zone)}</time>
        </Link>
      )
    case 'direction':
      return [
        <Direction key="is" direction={row.direction} />,
        <span key="only" className="contents sm:@max-[50rem]:hidden">
          {only('direction', row.direction, row.direction)}
        </span>,
      ]
    case 'status':
      return withOnly(<StatusMark status={row.status} />, only('status', row.status, statusWord(row.status)))
    case 'from':
    case 'to':
      return withOnly(
        <Phone e164={row[id]} />,
        only(id, row[id], `${COLUMN_NAMES[id].toLowerCase()} ${formatNumber(row[id])}`),
      )
    case 'content':
      return <Content row={row} />
    case 'parts':
      return <span className="num text-ink-3">{row.parts}</span>
    case 'price':
      return <Price row={row} />
    case 'error':
      return withOnly(<Fault row={row} />, only('error', row.errorCode, `error ${row.errorCode}`))
    case 'tag':
      return row.tag === null ? <None /> : withOnly(row.tag, only('tag', row.tag, `tag ${row.tag}`))
    case 'key': {
      if (row.keyId === null)
        return row.direction === 'outbound' ? <span className="text-ink-3">Portal</span> : <None />
      const name = names[row.keyId] ?? 'a key'
      return withOnly(name, only('key', row.keyId, `key ${name}`))
    }
    case 'carrier': {
      if (row.carrierId === null) return <None />
      const name = names[row.carrierId] ?? 'a carrier'
      return withOnly(name, only('carrier', row.carrierId, `carrier ${name}`))
    }
    case 'encoding':
      return <span className="text-ink-2">{row.encoding === 'ucs2' ? 'UCS-2' : 'GSM-7'}</span>
    case 'id':
      return <Id id={row.id} />
  }
}

function withOnly(value: ReactNode, only: ReactNode): ReactNode {
  return (
    <>
      {value}
      {only}
    </>
  )
}
