import type { ReactTable, Row } from '@tanstack/react-table'
import { memo, type Ref } from 'react'
import { COLUMN_NAMES, type ColumnId } from '#domain/reports/column-ids.ts'
import type { MessageRow } from '#domain/reports/message-rows.ts'
import { cellClass, isLabelled } from './column-layout.ts'
import type { messageFeatures } from './message-columns.tsx'

type Features = typeof messageFeatures
type Props = {
  row: Row<Features, MessageRow>
  table: ReactTable<Features, MessageRow>
  /** In the order of the row's cells. */
  columns: readonly ColumnId[]
  gives: boolean
  open: boolean
  fresh: boolean
  left: boolean
  /** Stands for how the cells are made: another zone makes other cells. */
  look: unknown
  /** Of a row among many, of which only those near the reader are there. */
  place?: { index: number; measure: Ref<HTMLTableRowElement> }
}

function Line({ row, table, columns, gives, open, fresh, left, place }: Props) {
  return (
    <tr
      ref={place?.measure}
      data-index={place?.index}
      // The heads of the columns are the first row.
      aria-rowindex={place ? place.index + 2 : undefined}
      data-id={row.original.id}
      data-fresh={fresh || undefined}
      data-left={left || undefined}
      aria-selected={open}
      className="message-row"
    >
      {row.getAllCells().map((cell, nth) => {
        const id = columns[nth] ?? 'time'
        return (
          <td
            key={id}
            className={cellClass(id, gives, row.original)}
            data-label={isLabelled(id) ? COLUMN_NAMES[id] : undefined}
          >
            <table.FlexRender cell={cell} />
          </td>
        )
      })}
    </tr>
  )
}

/** A busy account changes a few rows a second: the other hundreds stay as they are. */
export const MessageLine = memo(
  Line,
  (before, after) =>
    before.row.original === after.row.original &&
    before.open === after.open &&
    before.fresh === after.fresh &&
    before.left === after.left &&
    before.look === after.look &&
    before.place?.index === after.place?.index,
)
