import Link from 'next/link'
import { FilterChip } from './filter-chip.tsx'

type Active = { name: string; value: string; href: string }

/** What a list is narrowed to, each to be taken away, or all at once. */
export function ActiveFilters({ filters, clearHref }: { filters: Active[]; clearHref: string | null }) {
  return (
    <>
      {filters.map((one) => (
        <FilterChip key={one.name} {...one} />
      ))}
      {clearHref === null ? null : (
        <Link href={clearHref} className="link inline-flex h-8 items-center px-1 text-13">
          Clear filters
        </Link>
      )}
    </>
  )
}
