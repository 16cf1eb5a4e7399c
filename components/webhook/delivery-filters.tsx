import { ChoiceField, MinuteField, TypedField } from '#components/form/choice-field.tsx'
import { zoneName } from '#components/time/zone.ts'
import { ActiveFilters } from '#components/ui/active-filters.tsx'
import { FilterSheet } from '#components/ui/filter-sheet.tsx'
import { SearchBox } from '#components/ui/search-box.tsx'
import { EVENT_WORDS } from '#domain/webhooks/delivery.ts'
import { type DeliveryFilter, FILTER_NAMES, isFiltered } from '#domain/webhooks/delivery-filter.ts'
import { type DeliveryView, filterHref } from './delivery-view.ts'
import { FILTER_WORDS, filterValueWord, OUTCOME_WORDS, STATUS_WORDS } from './delivery-words.ts'
import { LOG_PATH } from './webhook-paths.ts'

type Props = { view: DeliveryView; addresses: ReadonlyMap<string, string>; zone: string }

/** What is filtered, each to be taken away, and the form for more. Plain GETs: the address is the state. */
export function DeliveryFilters({ view, addresses, zone }: Props) {
  const { filter } = view
  const active = FILTER_NAMES.filter((name) => filter[name] !== '').map((name) => ({
    name: FILTER_WORDS[name],
    value: filterValueWord(name, filter[name], addresses),
    href: filterHref(view, { [name]: '' }),
  }))
  return (
    <div className="flex flex-wrap items-start gap-2">
      <SearchBox
        action={LOG_PATH}
        name="find"
        label="Find an event by its id, message or number"
        placeholder="Event, message or number"
      />
      <FilterSheet action={LOG_PATH} note={`Times in ${zoneName(zone)}`}>
        <Fields filter={filter} addresses={addresses} />
      </FilterSheet>
      <ActiveFilters filters={active} clearHref={isFiltered(filter) ? LOG_PATH : null} />
    </div>
  )
}

function Fields({ filter, addresses }: { filter: DeliveryFilter; addresses: ReadonlyMap<string, string> }) {
  const shared = <N extends keyof DeliveryFilter>(name: N) => ({
    name,
    label: FILTER_WORDS[name],
    value: filter[name],
  })
  return (
    <>
      <div className="sm:col-span-2">
        <ChoiceField {...shared('endpoint')} any="Every endpoint" options={[...addresses]} />
      </div>
      <ChoiceField {...shared('event')} any="Every event" options={Object.entries(EVENT_WORDS)} />
      <ChoiceField {...shared('outcome')} any="Whatever it is" options={Object.entries(OUTCOME_WORDS)} />
      <ChoiceField {...shared('status')} any="Whatever it was" options={Object.entries(STATUS_WORDS)} />
      <TypedField {...shared('number')} placeholder="(206) 555-0142" />
      <div className="sm:col-span-2">
        <TypedField {...shared('message')} placeholder="mdr2-…" />
      </div>
      <MinuteField {...shared('from')} of="start" />
      <MinuteField {...shared('to')} of="end" />
    </>
  )
}
