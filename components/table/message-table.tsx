import { useTable } from '@tanstack/react-table'
import { Fragment, memo, useMemo } from 'react'
import { day, zoneName } from '#components/time/zone.ts'
import type { MessageRow } from '#domain/reports/message-rows.ts'
import { cellClass, messageColumns, messageFeatures } from './message-columns.tsx'
import { MessageLine } from './message-line.tsx'

type Props = { rows: MessageRow[]; fresh: ReadonlySet<string>; openId: string | null; zone: string }

function Table({ rows, fresh, openId, zone }: Props) {
  const columns = useMemo(() => messageColumns(zone), [zone])
  const table = useTable({ features: messageFeatures, columns, data: rows, getRowId: (row) => row.id })
  let lastDay = ''
  return (
    <table className="ledger cards table-fixed">
      <caption className="sr-only">Messages, newest first. Times in {zoneName(zone)}.</caption>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) => (
              <th
                key={header.id}
                scope="col"
                className={cellClass(header.column.id)}
                aria-sort={header.column.id === 'at' ? 'descending' : undefined}
              >
                <table.FlexRender header={header} />
                {header.column.id === 'at' ? <span aria-hidden="true"> ↓</span> : null}
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {table.getRowModel().rows.map((row) => {
          const thisDay = day(row.original.at, zone)
          const isFirst = thisDay !== lastDay
          lastDay = thisDay
          const id = row.original.id
          return (
            <Fragment key={id}>
              {isFirst ? (
                <tr className="day-row">
                  <th colSpan={columns.length - 2} scope="rowgroup">
                    {thisDay} <span className="font-normal text-ink-3">· {zoneName(zone)}</span>
                  </th>
                  {/* The parts come and go with the width: a cell that spans all would keep their place. */}
                  <td className={cellClass('parts')} />
                  <td className="card-hide" />
                </tr>
              ) : null}
              <MessageLine row={row} table={table} open={id === openId} fresh={fresh.has(id)} look={columns} />
            </Fragment>
          )
        })}
      </tbody>
    </table>
  )
}

export const MessageTable = memo(Table)
