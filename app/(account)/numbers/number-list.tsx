import Link from 'next/link'
import { NumberKeys } from '#components/number/number-keys.tsx'
import { editAllHref, NUMBERS_PATH, type NumberView, numbersHref } from '#components/number/number-view.ts'
import { countWord } from '#components/number/number-words.ts'
import { OwnNumberTable } from '#components/number/own-number-table.tsx'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { isFiltered } from '#domain/numbers/number-filter.ts'
import { COUNT_LIMIT, type OwnNumberPage } from '#domain/numbers/own-number-rows.ts'

type Props = { page: OwnNumberPage; view: NumberView; mayEdit: boolean }

export function NumberList({ page, view, mayEdit }: Props) {
  if (page.rows.length === 0) return <Nothing view={view} count={page.count} mayBuy={mayEdit} />
  const beside = (at: Partial<NumberView>) => numbersHref(view, { before: null, after: null, ...at })
  const counted = countWord(page.count, COUNT_LIMIT)
  return (
    <section aria-label="Numbers" className="@container">
      <NumberKeys
        key={numbersHref(view)}
        mayEdit={mayEdit}
        more={
          page.count > page.rows.length ? (
            <Link href={editAllHref(view)} className="link">
              Change all {counted} that match
            </Link>
          ) : null
        }
      >
        <OwnNumberTable rows={page.rows} view={view} mayEdit={mayEdit} />
      </NumberKeys>
      <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 px-0.5 py-2.5 text-13 text-ink-3">
        <span>{counted}</span>
        {page.previous ? (
          <Link href={beside({ before: page.previous })} className="link">
            Previous page
          </Link>
        ) : null}
        {page.next ? (
          <Link href={beside({ after: page.next })} className="link">
            Next page
          </Link>
        ) : null}
        <span className="ml-auto max-rail:hidden">
          <Kbd>/</Kbd> search <span className="ml-2" /> <Kbd>j</Kbd> <Kbd>k</Kbd> move <span className="ml-2" />{' '}
          <Kbd>Enter</Kbd> open <span className="ml-2" /> <Kbd>?</Kbd> all keys
        </span>
      </footer>
    </section>
  )
}

function Nothing({ view, count, mayBuy }: { view: NumberView; count: number; mayBuy: boolean }) {
  if (count > 0)
    return (
      <Empty title="No numbers on this side">
        <p>{countWord(count, COUNT_LIMIT)} match; this page is beyond the last of them.</p>
        <Link href={numbersHref(view, { before: null, after: null })} className={`${QUIET} w-fit`}>
          First page
        </Link>
      </Empty>
    )
  if (isFiltered(view.filter))
    return (
      <Empty title="No number matches">
        <p>This account has numbers, but none of them is all of this at once.</p>
        <Link href={NUMBERS_PATH} className={`${QUIET} w-fit`}>
          Clear filters
        </Link>
      </Empty>
    )
  return (
    <Empty title="No numbers yet">
      <p>Buy one or bring one in: it appears here, text-enabled by itself, with what it sends, receives and costs.</p>
      {mayBuy ? (
        <Link href="/numbers/search" className={`${PRIMARY} w-fit`}>
          Find a number
        </Link>
      ) : null}
    </Empty>
  )
}
