import { zoneName } from '#components/time/zone.ts'
import { ActiveFilters } from '#components/ui/active-filters.tsx'
import { FilterSheet } from '#components/ui/filter-sheet.tsx'
import { SearchBox } from '#components/ui/search-box.tsx'
import {
  isNarrowed,
  MESSAGE_FILTER_NAMES,
  type MessageFilter,
  messageQuery,
  NO_MESSAGE_FILTER,
} from '#domain/reports/message-filter.ts'
import type { FilterChoices } from '#domain/reports/read-filter-choices.ts'
import { shownQuery, VIEW_ADDRESS_NAMES } from '#domain/views/view-address.ts'
import { MESSAGES_PATH } from './log-href.ts'
import { MessageFields } from './message-fields.tsx'
import { filterHref, type MessageView, type Shown } from './message-view.ts'
import { FILTER_WORDS, filterValueWord } from './message-words.ts'
import { TimeRange } from './time-range.tsx'

type Props = { view: MessageView; choices: FilterChoices; zone: string; mayReadContent: boolean }

const TIME: readonly (keyof MessageFilter)[] = ['range', 'since', 'until']

/** Something to look for, and when. Plain GETs: the address is the state. */
export function MessageFind({ view, zone, mayReadContent }: Omit<Props, 'choices'>) {
  const { filter } = view
  const narrowing = MESSAGE_FILTER_NAMES.filter((name) => !TIME.includes(name))
  return (
    // Another filter is another form: what was typed and not sent is not carried along.
    <div key={String(messageQuery(filter))} className="flex flex-wrap items-center gap-2">
      <SearchBox
        action={MESSAGES_PATH}
        name="find"
        label={`Find by message id, number${mayReadContent ? ' or content' : ''}`}
        placeholder={mayReadContent ? 'Message id, number or words' : 'Message id or number'}
        className="sm:w-[16.5rem]"
      >
        <Kept shown={filter} names={MESSAGE_FILTER_NAMES} />
      </SearchBox>
      <TimeRange view={view} zone={zone}>
        <Kept shown={filter} names={narrowing} />
      </TimeRange>
    </div>
  )
}

/** What else: what is set, each to be taken away, and the form for more. */
export function MessageFilters({ view, choices, zone, mayReadContent }: Props) {
  const { filter } = view
  const set = MESSAGE_FILTER_NAMES.filter((name) => name !== 'range' && filter[name] !== '')
  return (
    <>
      <FilterSheet action={MESSAGES_PATH} note={`Times in ${zoneName(zone)}`} below="row" className="sm:w-[44rem]">
        <Kept shown={filter} names={TIME} />
        <MessageFields filter={filter} choices={choices} mayReadContent={mayReadContent} />
      </FilterSheet>
      <ActiveFilters
        filters={set.map((name) => ({
          name: FILTER_WORDS[name],
          value: filterValueWord(filter, name, choices),
          href: filterHref(view, { [name]: '' }),
        }))}
        clearHref={isNarrowed(filter) ? clearHref(view) : null}
      />
    </>
  )
}

/** All of the same time. */
export function clearHref(view: MessageView): string {
  const { range, since, until } = view.filter
  return filterHref(view, { ...NO_MESSAGE_FILTER, range, since, until })
}

/** What a form does not ask for stays as it is. */
function Kept({ shown, names }: { shown: Shown; names: readonly (keyof MessageFilter)[] }) {
  const query = shownQuery(Object.fromEntries([...names, ...VIEW_ADDRESS_NAMES].map((name) => [name, shown[name]])))
  return [...query].map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}
