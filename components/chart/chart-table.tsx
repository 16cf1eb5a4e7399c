'use client'

import { useRouter } from 'next/navigation'
import type { MouseEvent } from 'react'
import { clickedHref } from '#components/ui/clicked-link.ts'
import { type ChartData, type Point, textOf, type Unit } from './chart-data.ts'

/**
 * The same numbers for those who listen, for those without scripts, and for whoever wants to read them exactly. A week by the hour has a
 * thousand links: they are plain ones that the table opens, and its data comes once, for the drawing and for it.
 */
export function ChartTable({ title, data: { of, series, points, unit, totals } }: { title: string; data: ChartData }) {
  const router = useRouter()
  function onClick(event: MouseEvent) {
    const href = clickedHref(event)
    if (!href) return
    event.preventDefault()
    router.push(href)
  }
  const shown = points.filter((point) => series.some(({ key }) => (point.values[key] ?? 0) !== 0))
  return (
    <details className="min-w-0 flex-1 text-12 [&[open]]:basis-full">
      <summary className="inline-flex min-h-6 w-fit items-center text-ink-3 hover:text-ink">Table</summary>
      <div className="mt-2 max-h-72 overflow-auto rounded-md border border-line bg-surface">
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter clicks a link */}
        <table className="w-full text-13" onClick={onClick}>
          <caption className="sr-only">{title}</caption>
          <thead className="sticky top-0 bg-surface text-12 text-ink-3">
            <tr>
              <th scope="col" className="px-3 py-2 text-left font-medium">
                {of}
              </th>
              {series.map(({ key, name }) => (
                <th key={key} scope="col" className="px-3 py-2 text-right font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((point) => (
              <tr key={point.name} className="border-t border-line">
                <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
                  {point.href ? (
                    <a href={point.href} className="link">
                      {point.name}
                    </a>
                  ) : (
                    point.name
                  )}
                </th>
                {series.map(({ key }) => (
                  <td key={key} className="num px-3 py-1.5 text-right">
                    <Cell point={point} series={key} unit={unit} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {totals && shown.length > 0 ? (
            <tfoot className="sticky bottom-0 border-t border-line-strong bg-surface font-medium">
              <tr>
                <th scope="row" className="px-3 py-1.5 text-left font-medium">
                  Total
                </th>
                {series.map(({ key }) => (
                  <td key={key} className="num px-3 py-1.5 text-right">
                    {totals[key] ?? ''}
                  </td>
                ))}
              </tr>
            </tfoot>
          ) : null}
        </table>
        {shown.length === 0 ? <p className="px-3 py-2 text-13 text-ink-3">Nothing in this time.</p> : null}
      </div>
    </details>
  )
}

function Cell({ point, series, unit }: { point: Point; series: string; unit: Unit }) {
  const text = textOf(point, series, unit)
  const href = point.hrefs?.[series]
  return href && (point.values[series] ?? 0) !== 0 ? (
    <a href={href} className="link">
      {text}
    </a>
  ) : (
    text
  )
}
