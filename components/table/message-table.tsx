import { useTable } from '@tanstack/react-table'
import { memo, useMemo } from 'react'
import { zoneName } from '#components/time/zone.ts'
import type { ColumnId, Density } from '#domain/reports/column-ids.ts'
import type { MessageRow } from '#domain/reports/message-rows.ts'
import { cellClass, doFit, wideClasses } from './column-layout.ts'
import { DayRow } from './day-row.tsx'
import { type Look, messageColumns, messageFeatures } from './message-columns.tsx'
import { MessageLine } from './message-line.tsx'
import { useVirtualRows } from './use-virtual-rows.ts'
import { withDays } from './with-days.ts'

/** So many rows are there as they are; of more, only those near the reader. */
const PLAIN_ROWS = 100

type Props = {
  rows: MessageRow[]
  fresh: ReadonlySet<string>
  left: ReadonlySet<string>
  openId: string | null
  columns: readonly ColumnId[]
  density: Density
  look: Look
}

function Table({ rows, fresh, left, openId, columns, density, look }: Props) {
  const made = useMemo(() => messageColumns(columns, look), [columns, look])
  const table = useTable({ features: messageFeatures, columns: made, data: rows, getRowId: (row) => row.id })
  const lines = withDays(table.getRowModel().rows, look.zone)
  const gives = doFit(columns)
  const isMany = rows.length > PLAIN_ROWS
  const VirtualRows = useVirtualRows(isMany)

  function draw(index: number, measure?: (row: HTMLTableRowElement | null) => void) {
    const line = lines[index]
    if (!line) return null
    const place = measure && { index, measure }
    if (line.row === null)
      return <DayRow key={line.key} day={line.day} zone={look.zone} columns={columns} gives={gives} place={place} />
    const { id } = line.row
    return (
      <MessageLine
        key={line.key}
        row={line.row}
        table={table}
        columns={columns}
        gives={gives}
        open={id === openId}
        fresh={fresh.has(id)}
        left={left.has(id)}
        look={made}
        place={place}
      />
    )
  }

  return (
    <table
      className={`ledger cards table-fixed ${wideClasses(columns).table}`}
      data-density={density}
      aria-rowcount={isMany ? lines.length + 1 : undefined}
    >
      <caption className="sr-only">Messages, newest first. Times in {zoneName(look.zone)}.</caption>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} aria-rowindex={isMany ? 1 : undefined}>
            {group.headers.map((header, nth) => {
              const id = columns[nth] ?? 'time'
              return (
                <th
                  key={id}
                  scope="col"
                  className={cellClass(id, gives)}
                  aria-sort={id === 'time' ? 'descending' : undefined}
                >
                  <table.FlexRender header={header} />
                  {id === 'time' ? <span aria-hidden="true"> ↓</span> : null}
                </th>
              )
            })}
          </tr>
        ))}
      </thead>
      {isMany && VirtualRows ? (
        <VirtualRows lines={lines} openId={openId} density={density} draw={draw} />
      ) : (
        // Those near the top, until the rest can be drawn as one scrolls: five hundred rows at once are slow to follow.
        <tbody>{lines.slice(0, PLAIN_ROWS).map((_, index) => draw(index))}</tbody>
      )}
    </table>
  )
}

export const MessageTable = memo(Table)
