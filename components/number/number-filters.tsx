import { ChoiceField } from '#components/form/choice-field.tsx'
import { ActiveFilters } from '#components/ui/active-filters.tsx'
import { FilterSheet } from '#components/ui/filter-sheet.tsx'
import { SearchBox } from '#components/ui/search-box.tsx'
import { FILTER_NAMES, FILTER_VALUES, isFiltered, type OwnNumberFilter } from '#domain/numbers/number-filter.ts'
import { filterHref, NUMBERS_PATH, type NumberView } from './number-view.ts'
import { FILTER_WORDS, filterValueWord } from './number-words.ts'

type Props = { view: NumberView; tags: string[] }

/** One box for what people remember of a number; the rest behind a button, as chips where it is in force. Plain GETs. */
export function NumberFilters({ view, tags }: Props) {
  const { filter } = view
  const chips = FILTER_NAMES.filter((name) => name !== 'q' && filter[name] !== '').map((name) => ({
    name: FILTER_WORDS[name],
    value: filterValueWord(name, filter[name]),
    href: filterHref(view, { [name]: '' }),
  }))
  return (
    <div className="flex flex-wrap items-start gap-2">
      <SearchBox
        action={NUMBERS_PATH}
        name="q"
        label="Search numbers"
        placeholder="Digits, alias, tag or place"
        value={filter.q}
        submit="Search"
      >
        <Hidden view={view} but={['q']} />
      </SearchBox>
      <FilterSheet action={NUMBERS_PATH} note="Numbers for which all of it is true">
        <Fields view={view} tags={tags} />
      </FilterSheet>
      <ActiveFilters filters={chips} clearHref={isFiltered(filter) ? NUMBERS_PATH : null} />
    </div>
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

function Fields({ view, tags }: Props) {
  const { filter } = view
  const known = filter.tag && !tags.includes(filter.tag) ? [filter.tag, ...tags] : tags
  return (
    <>
      <Hidden view={view} but={[...CHOICES, 'tag']} />
      {CHOICES.map((name) => (
        <ChoiceField
          key={name}
          name={name}
          label={FILTER_WORDS[name]}
          value={filter[name]}
          any={ANY[name]}
          options={FILTER_VALUES[name].map((value) => [value, filterValueWord(name, value)])}
        />
      ))}
      <ChoiceField
        name="tag"
        label={FILTER_WORDS.tag}
        value={filter.tag}
        any={known.length > 0 ? 'Whatever its tags' : 'No number has a tag yet'}
        options={known.map((tag) => [tag, tag])}
      />
    </>
  )
}
