import { Check } from 'lucide-react'
import Link from 'next/link'
import type { ReaderViews } from '#domain/views/read-views.ts'
import type { SavedView } from '#domain/views/view.ts'
import { everyMessageHref, viewHref } from './view-href.ts'

type Props = Pick<ReaderViews, 'views' | 'opens'> & {
  openId: string | null
  /** Neither a view nor a filter. */
  isEvery: boolean
}

/** Links: each says in its address what it shows. */
export function ViewList({ views, opens, openId, isEvery }: Props) {
  const own = views.filter(({ isShared }) => !isShared)
  const shared = views.filter(({ isShared }) => isShared)
  return (
    <nav
      aria-label="Views"
      className="-mx-2 -my-1 grid grid-cols-[minmax(0,1fr)] max-h-[min(24rem,45dvh)] gap-1 overflow-y-auto"
    >
      <ul>
        <Line href={everyMessageHref(opens)} name="All messages" note="last 24 hours" isOpen={isEvery} />
      </ul>
      {own.length > 0 ? <Group name="Yours" views={own} openId={openId} /> : null}
      {shared.length > 0 ? <Group name="Shared" views={shared} openId={openId} /> : null}
    </nav>
  )
}

function Group({ name, views, openId }: { name: string; views: SavedView[]; openId: string | null }) {
  return (
    <section aria-label={name}>
      <p aria-hidden="true" className="px-2 pt-1.5 pb-0.5 text-12 text-ink-3">
        {name}
      </p>
      <ul>
        {views.map((view) => (
          <Line
            key={view.id}
            href={viewHref(view)}
            name={view.name}
            note={view.isShared ? view.madeBy : ''}
            isOpen={view.id === openId}
          />
        ))}
      </ul>
    </section>
  )
}

function Line({ href, name, note = '', isOpen }: { href: string; name: string; note?: string; isOpen: boolean }) {
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        aria-current={isOpen ? 'true' : undefined}
        className="flex min-h-8 items-center gap-2 rounded-md px-2 py-1 text-13 hover:bg-sunk aria-[current]:font-medium"
      >
        <span className="min-w-0 grow truncate" title={name}>
          {name}
        </span>
        {note ? <span className="max-w-[40%] shrink-0 truncate text-12 font-normal text-ink-3">{note}</span> : null}
        <Check
          className={`size-4 shrink-0 text-signal ${isOpen ? '' : 'invisible'}`}
          strokeWidth={1.75}
          aria-hidden="true"
        />
      </Link>
    </li>
  )
}
