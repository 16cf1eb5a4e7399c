import Link from 'next/link'
import type { OwnNumberRow } from '#domain/numbers/own-number-rows.ts'
import { type NumberView, numbersHref } from './number-view.ts'
import { COST, MESSAGES, NumberRow, PICK, PLACE, REGISTRATION } from './own-number-row.tsx'

type Props = { rows: OwnNumberRow[]; view: NumberView; mayEdit: boolean }

export function OwnNumberTable({ rows, view, mayEdit }: Props) {
  const isByNumber = view.order === 'number'
  return (
    <table className="ledger cards table-fixed">
      <caption className="sr-only">
        Numbers of this account, {isByNumber ? 'by number' : 'newest first'}. Messages and cost of the last 30 days.
      </caption>
      <thead>
        <tr>
          {mayEdit ? (
            <th scope="col" className="text-clip sm:w-[42px]">
              <span className="needs-script">
                <span className={PICK}>
                  <input
                    type="checkbox"
                    data-all
                    aria-label="Choose every number of this page"
                    className="size-4 accent-signal"
                  />
                </span>
              </span>
            </th>
          ) : null}
          <th scope="col" aria-sort={isByNumber ? 'ascending' : undefined} className="sm:w-[168px]">
            <Link
              href={numbersHref(view, { order: isByNumber ? 'newest' : 'number', after: null, before: null })}
              className="hover:text-ink"
              title={isByNumber ? 'Sort by newest first' : 'Sort by number'}
            >
              Number <span aria-hidden="true">{isByNumber ? '↑' : '· newest first'}</span>
            </Link>
          </th>
          <th scope="col" className="sm:w-[19%]">
            Alias and tags
          </th>
          <th scope="col" className={PLACE}>
            Type and place
          </th>
          <th scope="col" className="sm:w-[122px]">
            State
          </th>
          <th scope="col" className={REGISTRATION}>
            Registration
          </th>
          <th scope="col">SMS request URL</th>
          <th scope="col" className={MESSAGES}>
            Messages
          </th>
          <th scope="col" className={COST}>
            Cost
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <NumberRow key={row.e164} row={row} view={view} mayEdit={mayEdit} />
        ))}
      </tbody>
    </table>
  )
}
