import Link from 'next/link'
import { SelectField } from '#components/form/field.tsx'
import { QUIET } from '#components/ui/button.ts'
import type { RefusedChoices } from '#domain/reports/list-refused.ts'
import { REFUSED_RANGES, type RefusedFilter } from '#domain/reports/refused-rows.ts'
import { REFUSED_PATH } from './refused-href.ts'

const RANGE_WORDS = { '1h': 'Last hour', '24h': 'Last 24 hours', '7d': 'Last 7 days', '30d': 'Last 30 days' } as const

/** A plain GET. */
export function RefusedFilters({ filter, choices }: { filter: RefusedFilter; choices: RefusedChoices }) {
  return (
    <search>
      <form
        method="get"
        action={REFUSED_PATH}
        className="grid grid-cols-2 items-end gap-3 panel:grid-cols-[1fr_1.2fr_1.2fr_auto]"
      >
        <SelectField key={`r-${filter.range}`} name="range" id="filter-range" label="Time" defaultValue={filter.range}>
          {REFUSED_RANGES.map((range) => (
            <option key={range} value={range}>
              {RANGE_WORDS[range]}
            </option>
          ))}
        </SelectField>
        <SelectField key={`c-${filter.code}`} name="code" id="filter-code" label="Reason" defaultValue={filter.code}>
          <option value="">Every reason</option>
          {choices.codes.map((code) => (
            <option key={code} value={code}>
              {codeWords(code)}
            </option>
          ))}
        </SelectField>
        <SelectField key={`k-${filter.key}`} name="key" id="filter-key" label="Key" defaultValue={filter.key}>
          <option value="">Every key</option>
          {choices.keys.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <div className="flex items-center gap-3">
          <button type="submit" className={`${QUIET} min-h-9`}>
            Filter
          </button>
          {filter.code || filter.key ? (
            <Link href={REFUSED_PATH} className="link text-13">
              Clear
            </Link>
          ) : null}
        </div>
      </form>
    </search>
  )
}

/** `insufficient_funds` → `insufficient funds` */
export function codeWords(code: string): string {
  return code.replaceAll('_', ' ')
}
