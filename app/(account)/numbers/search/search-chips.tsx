import Link from 'next/link'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { NAMES, SEARCH_PATH, searchHref, type Typed } from './read-search.ts'
import { FIELD_WORDS, valueWord } from './search-words.ts'

/** What is asked for, each to be taken away, and the order of what is found. */
export function SearchChips({ typed }: { typed: Typed }) {
  const active = NAMES.filter((name) => name !== 'order' && typed[name] !== '')
  const isByPrice = typed.order === 'price'
  return (
    <div className="flex flex-wrap items-center gap-2">
      {active.map((name) => (
        <FilterChip
          key={name}
          name={FIELD_WORDS[name]}
          value={valueWord(name, typed)}
          href={searchHref(typed, { [name]: '' })}
        />
      ))}
      {active.length > 0 ? (
        <Link href={SEARCH_PATH} className="link inline-flex h-8 items-center px-1 text-13">
          Clear
        </Link>
      ) : null}
      {typed.block ? null : (
        <p className="ml-auto flex items-center gap-2 text-13 text-ink-3">
          Order
          <Link href={searchHref(typed, { order: '' })} aria-current={isByPrice ? undefined : 'true'} className={ORDER}>
            Number
          </Link>
          <Link
            href={searchHref(typed, { order: 'price' })}
            aria-current={isByPrice ? 'true' : undefined}
            className={ORDER}
          >
            Price
          </Link>
        </p>
      )}
    </div>
  )
}

const ORDER =
  'inline-flex min-h-6 items-center underline-offset-4 hover:underline aria-[current]:font-medium aria-[current]:text-ink'
