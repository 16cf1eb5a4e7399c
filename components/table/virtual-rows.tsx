'use client'

import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import { Fragment, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import type { Density } from '#domain/reports/column-ids.ts'

type Line = { key: string; row: { id: string } | null }
type Measure = (row: HTMLTableRowElement | null) => void
type Props = {
  lines: readonly Line[]
  openId: string | null
  density: Density
  draw: (index: number, measure: Measure) => ReactNode
}

const DAY_PX = 30
const CARD_PX = 96
const ROW_PX: Record<Density, number> = { comfortable: 36, compact: 28 }

/** Of hundreds of rows those near the reader, between rows of nothing that keep the others' place. */
export function VirtualRows({ lines, openId, density, draw }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [top, setTop] = useState(0)
  const [focused, setFocused] = useState<string | null>(null)
  // What stands above the table comes and goes.
  useLayoutEffect(() => {
    const rect = body.current?.getBoundingClientRect()
    if (rect) setTop(Math.round(rect.top + window.scrollY))
  })

  /** The row with the focus stays, and its neighbours with it, so that keys go on from there. */
  function range(seen: Range): number[] {
    const shown = new Set(defaultRangeExtractor(seen))
    for (const id of [focused, openId]) {
      const at = id === null ? -1 : lines.findIndex((line) => line.row?.id === id)
      if (at >= 0) for (const one of [at - 2, at - 1, at, at + 1, at + 2]) if (lines[one]) shown.add(one)
    }
    return [...shown].sort((a, b) => a - b)
  }

  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (index) => {
      if (lines[index]?.row === null) return DAY_PX
      return window.innerWidth < 640 ? CARD_PX : ROW_PX[density]
    },
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 16,
    scrollMargin: top,
    rangeExtractor: range,
  })
  const shown = virtual.getVirtualItems()
  let end = top
  return (
    <tbody
      ref={body}
      onFocus={(event) => setFocused(event.target.closest('tr')?.dataset.id ?? null)}
      onBlur={() => setFocused(null)}
    >
      {shown.map((item) => {
        const gap = item.start - end
        end = item.end
        return (
          <Fragment key={item.key}>
            {gap > 0 ? <Gap height={gap} /> : null}
            {draw(item.index, virtual.measureElement)}
          </Fragment>
        )
      })}
      <Gap height={virtual.getTotalSize() - (end - top)} />
    </tbody>
  )
}

function Gap({ height }: { height: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus, and it is no row of the log
    <tr aria-hidden="true" className="gap-row">
      <td style={{ height: Math.max(0, height) }} />
    </tr>
  )
}
