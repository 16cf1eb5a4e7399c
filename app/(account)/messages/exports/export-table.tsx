import Link from 'next/link'
import { exportHref } from '#components/export/export-paths.ts'
import { ExportStateMark } from '#components/export/export-state.tsx'
import { FORMAT_WORDS, filterInWords, written } from '#components/export/export-words.ts'
import { Moment } from '#components/time/moment.tsx'
import { zoneName } from '#components/time/zone.ts'
import type { ExportRow } from '#domain/exports/export-rows.ts'
import { now } from '#lib/time.ts'

export function ExportTable({ exports, zone }: { exports: ExportRow[]; zone: string }) {
  const at = now()
  return (
    <div className="ledger-frame">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">Exports, newest first. Times in {zoneName(zone)}.</caption>
        <thead>
          <tr>
            <th scope="col" aria-sort="descending" className="sm:w-[128px]">
              When <span aria-hidden="true">↓</span>
            </th>
            <th scope="col" className="sm:w-[108px]">
              State
            </th>
            <th scope="col">What</th>
            <th scope="col" className="sm:w-[96px] sm:max-[60rem]:hidden">
              Format
            </th>
            <th scope="col" className="sm:w-[18%] sm:max-[60rem]:hidden">
              By
            </th>
            <th scope="col" className="right sm:w-[108px]">
              Rows
            </th>
          </tr>
        </thead>
        <tbody>
          {exports.map((one) => {
            const what = `${one.scheduleId ? 'Daily: ' : ''}${filterInWords(one.filter)}`
            return (
              <tr key={one.id} className="message-row group relative">
                <td>
                  <Link
                    href={exportHref(one.id)}
                    prefetch={false}
                    data-open={one.id}
                    className="rounded-sm after:absolute after:inset-0"
                  >
                    <Moment at={one.askedAt.toISOString()} zone={zone} as="shortMoment" className="num text-ink-3" />
                  </Link>
                </td>
                <td className="card-two card-end">
                  <ExportStateMark of={one} at={at} />
                </td>
                <td className="card-wide" title={what}>
                  <span className="text-ink-2">{what}</span>
                </td>
                <td className="card-hide text-ink-2 sm:max-[60rem]:hidden">{FORMAT_WORDS[one.format]}</td>
                <td className="card-hide text-ink-2 sm:max-[60rem]:hidden" title={one.askedByName}>
                  {one.askedByName}
                </td>
                <td data-label="Rows" className="right card-wide">
                  <span className="num">{one.state === 'waiting' ? '–' : written(one.rows)}</span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
