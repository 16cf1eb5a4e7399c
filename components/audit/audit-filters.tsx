import { Plus } from 'lucide-react'
import Link from 'next/link'
import { SelectField, TextField } from '#components/form/field.tsx'
import { date, zoneName } from '#components/time/zone.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { type AuditFilter, FILTER_NAMES, isFiltered } from '#domain/audit/audit-filter.ts'
import type { AuditActor } from '#domain/audit/list-audit.ts'
import { eventGroups, eventWord } from '#domain/audit/sentence.ts'
import { AUDIT_PATH, type AuditView, filterHref } from './audit-view.ts'

type Props = { view: AuditView; actors: AuditActor[]; zone: string }

const WORDS: Record<keyof AuditFilter, string> = {
  actor: 'Who',
  event: 'Event',
  object: 'Object',
  from: 'From',
  to: 'To',
}

/** What is filtered, each to be taken away, and the form for more. A plain GET: the address is the state. */
export function AuditFilters({ view, actors, zone }: Props) {
  const { filter } = view
  const active = FILTER_NAMES.filter((name) => filter[name] !== '')
  return (
    <div className="flex flex-wrap items-start gap-2">
      <details className="relative max-sm:open:w-full">
        <summary className="inline-flex h-8 items-center gap-1.5 rounded-full border border-dashed border-line-strong px-3 text-13 text-ink-2 hover:bg-sunk hover:text-ink">
          <Plus className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
          Filter
        </summary>
        <FilterForm filter={filter} actors={actors} zone={zone} />
      </details>
      {active.map((name) => (
        <FilterChip
          key={name}
          name={WORDS[name]}
          value={valueOfFilter(name, filter, actors)}
          href={filterHref(view, { [name]: '' })}
        />
      ))}
      {isFiltered(filter) ? (
        <Link href={AUDIT_PATH} className="link inline-flex h-8 items-center px-1 text-13">
          Clear filters
        </Link>
      ) : null}
    </div>
  )
}

function FilterForm({ filter, actors, zone }: { filter: AuditFilter; actors: AuditActor[]; zone: string }) {
  const groups = eventGroups()
  const isKnown = groups.some(
    ({ noun, events }) => noun === filter.event || events.some((one) => one.action === filter.event),
  )
  return (
    <form
      method="get"
      action={AUDIT_PATH}
      className="z-10 mt-2 grid gap-4 rounded-lg border border-line bg-surface p-4 sm:absolute sm:top-full sm:left-0 sm:w-[30rem] sm:grid-cols-2 sm:shadow-float"
    >
      <SelectField name="actor" label="Who" defaultValue={filter.actor}>
        <option value="">Everybody</option>
        {actors.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField name="event" label="Event" defaultValue={filter.event}>
        <option value="">Every event</option>
        {isKnown || !filter.event ? null : <option value={filter.event}>{eventWord(filter.event)}</option>}
        {groups.map(({ noun, word, events }) => (
          <optgroup key={noun} label={word}>
            {events.length > 1 ? <option value={noun}>{word}: all</option> : null}
            {events.map((event) => (
              <option key={event.action} value={event.action}>
                {event.word}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
      <div className="sm:col-span-2">
        <TextField
          name="object"
          label="Object"
          defaultValue={filter.object}
          placeholder="Access key, number, e-mail"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          hint="A part is enough."
        />
      </div>
      <TextField name="from" type="date" label="From" defaultValue={filter.from} />
      <TextField name="to" type="date" label="To" defaultValue={filter.to} />
      <div className="flex items-center gap-3 sm:col-span-2">
        <button type="submit" className={PRIMARY}>
          Apply
        </button>
        <span className="text-12 text-ink-3">Days in {zoneName(zone)}</span>
      </div>
    </form>
  )
}

function valueOfFilter(name: keyof AuditFilter, filter: AuditFilter, actors: AuditActor[]): string {
  const value = filter[name]
  if (name === 'actor') return actors.find((actor) => actor.id === value)?.name ?? 'somebody who is not in this log'
  if (name === 'event') return eventWord(value)
  return name === 'object' ? value : date(`${value}T12:00:00Z`, 'UTC')
}
