import { Plus, Search } from 'lucide-react'
import Link from 'next/link'
import { SelectField, TextField } from '#components/form/field.tsx'
import { zoneName } from '#components/time/zone.ts'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { EVENT_WORDS } from '#domain/webhooks/delivery.ts'
import { type DeliveryFilter, FILTER_NAMES, isFiltered } from '#domain/webhooks/delivery-filter.ts'
import { type DeliveryView, filterHref } from './delivery-view.ts'
import { FILTER_WORDS, filterValueWord, OUTCOME_WORDS, STATUS_WORDS } from './delivery-words.ts'
import { LOG_PATH } from './webhook-paths.ts'

type Props = { view: DeliveryView; addresses: ReadonlyMap<string, string>; zone: string }

/** What is filtered, each to be taken away, and the form for more. Plain GETs: the address is the state. */
export function DeliveryFilters({ view, addresses, zone }: Props) {
  const { filter } = view
  return (
    <div className="flex flex-wrap items-start gap-2">
      <SearchBox />
      <details data-filters className="relative max-sm:open:w-full">
        <summary className="inline-flex h-8 items-center gap-1.5 rounded-full border border-dashed border-line-strong px-3 text-13 text-ink-2 hover:bg-sunk hover:text-ink">
          <Plus className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
          Filter
        </summary>
        <FilterForm filter={filter} addresses={addresses} zone={zone} />
      </details>
      {FILTER_NAMES.filter((name) => filter[name] !== '').map((name) => (
        <FilterChip
          key={name}
          name={FILTER_WORDS[name]}
          value={filterValueWord(name, filter[name], addresses)}
          href={filterHref(view, { [name]: '' })}
        />
      ))}
      {isFiltered(filter) ? (
        <Link href={LOG_PATH} className="link inline-flex h-8 items-center px-1 text-13">
          Clear filters
        </Link>
      ) : null}
    </div>
  )
}

/** One box for whatever somebody has in their hand: it opens the event, or narrows the log to the message or the number. */
function SearchBox() {
  return (
    <search className="max-sm:w-full">
      <form method="get" action={LOG_PATH} className="flex gap-2">
        <span className="relative min-w-0 grow">
          <Search
            className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
            strokeWidth={1.5}
            aria-hidden="true"
          />
          <input
            type="search"
            name="find"
            data-search
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            aria-label="Find an event by its id, message or number"
            placeholder="Event, message or number"
            className="field h-8 pl-8 sm:w-[15.5rem]"
          />
        </span>
        <button type="submit" className={QUIET}>
          Find
        </button>
      </form>
    </search>
  )
}

function FilterForm({ filter, addresses, zone }: { filter: DeliveryFilter } & Omit<Props, 'view'>) {
  return (
    <form
      method="get"
      action={LOG_PATH}
      className="z-10 mt-2 grid gap-4 rounded-lg border border-line bg-surface p-4 sm:absolute sm:top-full sm:left-0 sm:w-[30rem] sm:grid-cols-2 sm:shadow-float"
    >
      <div className="sm:col-span-2">
        <Choice name="endpoint" value={filter.endpoint} any="Every endpoint" options={[...addresses]} />
      </div>
      <Choice name="event" value={filter.event} any="Every event" options={Object.entries(EVENT_WORDS)} />
      <Choice name="outcome" value={filter.outcome} any="Whatever it is" options={Object.entries(OUTCOME_WORDS)} />
      <Choice name="status" value={filter.status} any="Whatever it was" options={Object.entries(STATUS_WORDS)} />
      <Typed name="number" value={filter.number} placeholder="(206) 555-0142" />
      <div className="sm:col-span-2">
        <Typed name="message" value={filter.message} placeholder="mdr2-…" />
      </div>
      <TextField
        name="from"
        id="filter-from"
        type="datetime-local"
        label="From"
        defaultValue={atMinute(filter.from, '00:00')}
      />
      <TextField
        name="to"
        id="filter-to"
        type="datetime-local"
        label="To"
        defaultValue={atMinute(filter.to, '23:59')}
      />
      <div className="flex items-center gap-3 sm:col-span-2">
        <button type="submit" className={PRIMARY}>
          Apply
        </button>
        <span className="text-12 text-ink-3">Times in {zoneName(zone)}</span>
      </div>
    </form>
  )
}

type ChoiceProps = { name: keyof DeliveryFilter; value: string; any: string; options: [value: string, word: string][] }

function Choice({ name, value, any, options }: ChoiceProps) {
  return (
    <SelectField name={name} id={`filter-${name}`} label={FILTER_WORDS[name]} defaultValue={value}>
      <option value="">{any}</option>
      {options.map(([one, word]) => (
        <option key={one} value={one}>
          {word}
        </option>
      ))}
    </SelectField>
  )
}

function Typed({ name, value, placeholder }: { name: keyof DeliveryFilter; value: string; placeholder: string }) {
  return (
    <TextField
      name={name}
      id={`filter-${name}`}
      label={FILTER_WORDS[name]}
      defaultValue={value}
      placeholder={placeholder}
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
    />
  )
}

/** A day alone is more than such a field can show. */
function atMinute(text: string, minute: string): string {
  return text === '' || text.includes('T') ? text : `${text}T${minute}`
}
