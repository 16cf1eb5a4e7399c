import { Plus, Search } from 'lucide-react'
import Link from 'next/link'
import { SelectField } from '#components/form/field.tsx'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { FILTER_NAMES, FILTER_VALUES, isFiltered, type OwnNumberFilter } from '#domain/numbers/number-filter.ts'
import { filterHref, NUMBERS_PATH, type NumberView } from './number-view.ts'
import { FILTER_WORDS, filterValueWord } from './number-words.ts'

type Props = { view: NumberView; tags: string[] }

/** One box for what people remember of a number; the rest behind a button, as chips where it is in force. Plain GETs. */
export function NumberFilters({ view, tags }: Props) {
  const { filter } = view
  const chips = FILTER_NAMES.filter((name) => name !== 'q' && filter[name] !== '')
  return (
    <div className="flex flex-wrap items-start gap-2">
      <SearchBox view={view} />
      <details className="relative max-sm:open:w-full">
        <summary className="inline-flex h-8 items-center gap-1.5 rounded-full border border-dashed border-line-strong px-3 text-13 text-ink-2 hover:bg-sunk hover:text-ink">
          <Plus className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
          Filter
        </summary>
        <FilterForm view={view} tags={tags} />
      </details>
      {chips.map((name) => (
        <FilterChip
          key={name}
          name={FILTER_WORDS[name]}
          value={filterValueWord(name, filter[name])}
          href={filterHref(view, { [name]: '' })}
        />
      ))}
      {isFiltered(filter) ? (
        <Link href={NUMBERS_PATH} className="link inline-flex h-8 items-center px-1 text-13">
          Clear filters
        </Link>
      ) : null}
    </div>
  )
}

function SearchBox({ view }: { view: NumberView }) {
  const { filter } = view
  return (
    <search className="max-sm:w-full">
      <form method="get" action={NUMBERS_PATH} className="flex gap-2">
        <Hidden view={view} but={['q']} />
        <span className="relative min-w-0 grow">
          <Search
            className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
            strokeWidth={1.5}
            aria-hidden="true"
          />
          <input
            key={filter.q}
            type="search"
            name="q"
            defaultValue={filter.q}
            data-search
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            aria-label="Search numbers"
            placeholder="Digits, alias, tag or place"
            className="field h-8 pl-8 sm:w-[15.5rem]"
          />
        </span>
        <button type="submit" className={QUIET}>
          Search
        </button>
      </form>
    </search>
  )
}

/** What this form does not ask for stays as it is. */
function Hidden({ view: { filter, order }, but }: { view: NumberView; but: readonly (keyof OwnNumberFilter)[] }) {
  return (
    <>
      {FILTER_NAMES.filter((name) => !but.includes(name) && filter[name]).map((name) => (
        <input key={name} type="hidden" name={name} value={filter[name]} />
      ))}
      {order === 'number' ? null : <input type="hidden" name="order" value={order} />}
    </>
  )
}

const CHOICES = ['type', 'state', 'url', 'registration'] as const
const ANY = { type: 'Every type', state: 'Every state', url: 'Whatever is in force', registration: 'Whatever it is' }

function FilterForm({ view, tags }: Props) {
  const { filter } = view
  const known = filter.tag && !tags.includes(filter.tag) ? [filter.tag, ...tags] : tags
  return (
    <form
      method="get"
      action={NUMBERS_PATH}
      className="z-10 mt-2 grid gap-4 rounded-lg border border-line bg-surface p-4 sm:absolute sm:top-full sm:left-0 sm:w-[30rem] sm:grid-cols-2 sm:shadow-float"
    >
      <Hidden view={view} but={[...CHOICES, 'tag']} />
      {CHOICES.map((name) => (
        <SelectField
          key={name}
          name={name}
          id={`filter-${name}`}
          label={FILTER_WORDS[name]}
          defaultValue={filter[name]}
        >
          <option value="">{ANY[name]}</option>
          {FILTER_VALUES[name].map((value) => (
            <option key={value} value={value}>
              {filterValueWord(name, value)}
            </option>
          ))}
        </SelectField>
      ))}
      <SelectField name="tag" id="filter-tag" label={FILTER_WORDS.tag} defaultValue={filter.tag}>
        <option value="">{known.length > 0 ? 'Whatever its tags' : 'No number has a tag yet'}</option>
        {known.map((tag) => (
          <option key={tag} value={tag}>
            {tag}
          </option>
        ))}
      </SelectField>
      <div className="flex items-end">
        <button type="submit" className={`${PRIMARY} min-h-9`}>
          Apply
        </button>
      </div>
    </form>
  )
}
