import { momentWord } from '#components/time/zone.ts'
import { ActiveFilters } from '#components/ui/active-filters.tsx'
import { QUIET } from '#components/ui/button.ts'
import type { EntryFilter } from '#domain/billing/entry-filter.ts'
import { kindsOf, SPEND_KINDS, type SpendCategory } from '#domain/ledger/spend-line.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { ENTRIES_PATH, entriesHref } from './billing-view.ts'
import { CATEGORY_WORDS, destinationWord, KIND_WORDS, rateWord } from './billing-words.ts'

type Names = { keys: readonly { id: string; name: string }[] }
type Props = { filter: EntryFilter; names: Names }

const CHIPS = ['since', 'until', 'kind', 'number', 'key', 'type', 'destination', 'rate'] as const

export function EntryFilters({ filter, names }: Props) {
  const { since, until, kind, ...rest } = filter
  const active = CHIPS.filter((name) => filter[name] !== '')
  return (
    <div className="grid gap-3">
      <form action={ENTRIES_PATH} className="flex flex-wrap items-center gap-2 text-13">
        {Object.entries(rest).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <label className="flex items-center gap-2 text-ink-3">
          From
          <input
            type="date"
            name="since"
            defaultValue={since.slice(0, 10)}
            className="field w-[9.5rem] [height:32px]"
          />
        </label>
        <label className="flex items-center gap-2 text-ink-3">
          to
          <input
            type="date"
            name="until"
            defaultValue={until.slice(0, 10)}
            className="field w-[9.5rem] [height:32px]"
          />
        </label>
        <label className="flex items-center gap-2 text-ink-3">
          Kind
          <select name="kind" defaultValue={kind} className="field w-auto [height:32px]">
            <option value="">All kinds</option>
            {kind.includes(',') ? <option value={kind}>{kindWord(kind)}</option> : null}
            {SPEND_KINDS.map((one) => (
              <option key={one} value={one}>
                {KIND_WORDS[one]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className={QUIET}>
          Show
        </button>
      </form>
      {active.length > 0 ? (
        <div className="flex flex-wrap items-center gap-2">
          <ActiveFilters
            filters={active.map((name) => ({
              name: WORDS[name],
              value: valueWord(name, filter[name], names),
              href: entriesHref({ ...filter, [name]: '' }),
            }))}
            clearHref={ENTRIES_PATH}
          />
        </div>
      ) : null}
    </div>
  )
}

const WORDS: Record<keyof EntryFilter, string> = {
  since: 'Since',
  until: 'Until',
  kind: 'Kind',
  number: 'Number',
  key: 'Key',
  type: 'Type',
  destination: 'Destination',
  rate: 'Rate',
}

function valueWord(name: keyof EntryFilter, value: string, { keys }: Names): string {
  if (name === 'since' || name === 'until') return momentWord(value)
  if (name === 'kind') return kindWord(value)
  if (name === 'number') return value === 'none' ? 'none' : formatNumber(value)
  if (name === 'key') return value === 'none' ? 'none' : (keys.find(({ id }) => id === value)?.name ?? 'a key')
  if (name === 'type') return value === 'longcode' ? 'Long code' : 'Toll-free'
  return name === 'destination' ? destinationWord(value) : rateWord(value)
}

/** Several kinds by what they are together. */
function kindWord(kinds: string): string {
  const asked = kinds.split(',')
  const whole = (Object.keys(CATEGORY_WORDS) as SpendCategory[]).filter((one) =>
    kindsOf(one).every((kind) => asked.includes(kind)),
  )
  if (whole.flatMap(kindsOf).length < asked.length)
    return asked.map((one) => KIND_WORDS[one as keyof typeof KIND_WORDS]).join(', ')
  return whole.length === 4 && !whole.includes('funding')
    ? 'All spend'
    : whole.map((one) => CATEGORY_WORDS[one]).join(', ')
}
