import type { Ref } from 'react'
import { zoneName } from '#components/time/zone.ts'
import type { ColumnId } from '#domain/reports/column-ids.ts'
import { cellClass } from './column-layout.ts'

type Props = {
  day: string
  zone: string
  columns: readonly ColumnId[]
  gives: boolean
  place?: { index: number; measure: Ref<HTMLTableRowElement> } | undefined
}

export function DayRow({ day, zone, columns, gives, place }: Props) {
  // The parts come and go with the width: a cell that spans all would keep their place.
  const at = gives ? columns.indexOf('parts') : -1
  const after = columns.length - at - 1
  return (
    <tr
      className="day-row"
      ref={place?.measure}
      data-index={place?.index}
      aria-rowindex={place ? place.index + 2 : undefined}
    >
      <th colSpan={at < 0 ? columns.length : at} scope="rowgroup">
        {day} <span className="font-normal text-ink-3">· {zoneName(zone)}</span>
      </th>
      {at < 0 ? null : <td className={cellClass('parts', gives)} />}
      {at < 0 || after === 0 ? null : <td colSpan={after} className="card-hide" />}
    </tr>
  )
}
