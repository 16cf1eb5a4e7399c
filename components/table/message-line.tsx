import type { ReactTable, Row } from '@tanstack/react-table'
import { memo } from 'react'
import type { MessageRow } from '#domain/reports/message-rows.ts'
import { cellClass, type messageFeatures } from './message-columns.tsx'

type Features = typeof messageFeatures
type Props = {
  row: Row<Features, MessageRow>
  table: ReactTable<Features, MessageRow>
  open: boolean
  fresh: boolean
  /** Stands for how the cells are made: another zone makes other cells. */
  look: unknown
}

function Line({ row, table, open, fresh }: Props) {
  return (
    <tr data-id={row.original.id} data-fresh={fresh || undefined} aria-selected={open} className="message-row">
      {row.getAllCells().map((cell) => (
        <td key={cell.id} className={cellClass(cell.column.id, row.original)}>
          <table.FlexRender cell={cell} />
        </td>
      ))}
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
    before.look === after.look,
)
