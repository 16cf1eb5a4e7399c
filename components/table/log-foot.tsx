import Link from 'next/link'
import type { ReactNode, Ref } from 'react'
import { Kbd } from '#components/ui/kbd.tsx'

type Props = {
  ref: Ref<HTMLElement>
  counted: ReactNode
  newestHref: string | null
  newerHref: string | null
  olderHref: string | null
  /** The next page is a search that goes on, and not rows that are known to be there. */
  isSearch: boolean
  isLoading: boolean
  isEmpty: boolean
}

/** Below the rows: how many there are, and where the others are. */
export function LogFoot({ ref, counted, newestHref, newerHref, olderHref, isSearch, isLoading, isEmpty }: Props) {
  const older = isSearch ? 'Search further back' : 'Older'
  return (
    <footer
      ref={ref}
      className="flex flex-wrap items-center gap-x-4 gap-y-1 px-0.5 py-2.5 text-13 text-ink-3 [&_a]:-my-1 [&_a]:py-1"
    >
      {counted}
      {newestHref ? <Step href={newestHref} word="Newest" /> : null}
      {newerHref ? <Step href={newerHref} word="Newer" /> : null}
      {olderHref ? <Step href={olderHref} word={isLoading ? 'Loading older messages' : older} /> : null}
      {olderHref || isEmpty ? null : <span>These are all.</span>}
      <span className="ml-auto max-rail:hidden">
        <Kbd>/</Kbd> find <span className="ml-2" /> <Kbd>f</Kbd> filter <span className="ml-2" /> <Kbd>j</Kbd>{' '}
        <Kbd>k</Kbd> move <span className="ml-2" /> <Kbd>Enter</Kbd> open <span className="ml-2" /> <Kbd>?</Kbd> all
        keys
      </span>
    </footer>
  )
}

function Step({ href, word }: { href: string; word: string }) {
  return (
    <Link href={href} prefetch={false} className="link">
      {word}
    </Link>
  )
}
