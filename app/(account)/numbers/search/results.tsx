import Link from 'next/link'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { findSubstitutes } from '#domain/inventory/find-substitutes.ts'
import { type StockBlock, searchBlocks } from '#domain/inventory/search-blocks.ts'
import { searchInventory } from '#domain/inventory/search-inventory.ts'
import type { StockNumber } from '#domain/inventory/stock-filter.ts'
import { isSearched, SEARCH_PATH, type Search, searchHref, writeCursor } from './read-search.ts'
import { StockTable } from './stock-table.tsx'

type Props = { scope: Scope; search: Search }

export async function Results({ scope, search }: Props) {
  const { typed, word } = search
  const { rows, blocks, previous, next } = await readResults(scope, search)
  if (rows.length + blocks.length === 0) return <Nothing scope={scope} search={search} />
  return (
    <section aria-label="Numbers for sale">
      <StockTable
        caption="Numbers for sale"
        rows={rows}
        blocks={blocks}
        word={word}
        mayBuy={may(scope, 'numbers.manage')}
      />
      <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 px-0.5 py-2.5 text-13 text-ink-3">
        {previous ? (
          <Link href={searchHref(typed, {}, { before: previous })} className="link">
            Previous
          </Link>
        ) : null}
        {next ? (
          <Link href={searchHref(typed, {}, { after: next })} className="link">
            Next
          </Link>
        ) : (
          <span>These are the last.</span>
        )}
      </footer>
    </section>
  )
}

type Found = { rows: StockNumber[]; blocks: StockBlock[]; previous: string | null; next: string | null }

async function readResults(scope: Scope, { filter, block, order, after, before }: Search): Promise<Found> {
  if (block) {
    const page = await searchBlocks(scope, { filter, size: block, after: after?.e164 ?? null })
    const next = page.next ? writeCursor({ e164: page.next, monthlyNanos: 0n }) : null
    return { rows: [], blocks: page.blocks, previous: null, next }
  }
  const { rows, previous, next } = await searchInventory(scope, { filter, order, after, before })
  return { rows, blocks: [], previous: previous && writeCursor(previous), next: next && writeCursor(next) }
}

/** Nothing is all of it: what comes close, each with what was given up for it. */
async function Nothing({ scope, search }: Props) {
  const { typed, filter, block, word, after, before } = search
  if (after || before)
    return (
      <Empty title="No numbers on this side">
        <p>This page is beyond the last number that fits. Numbers that were sold meanwhile are gone from it.</p>
        <Link href={searchHref(typed)} className={`${QUIET} w-fit`}>
          First page
        </Link>
      </Empty>
    )
  const groups = isSearched(search) ? await findSubstitutes(scope, { filter, block }) : []
  return (
    <>
      <Empty title={isSearched(search) ? 'No number in stock is all of this at once' : 'Nothing is for sale yet'}>
        <p>
          {isSearched(search)
            ? groups.length > 0
              ? 'These come close; above each group stands what was given up for it.'
              : 'Nothing comes close either. Ask for less: a state instead of a city, fewer digits.'
            : 'Whoever runs this system fills the stock. Numbers that you own can be ported in.'}
        </p>
        {isSearched(search) && groups.length === 0 ? (
          <Link href={SEARCH_PATH} className={`${QUIET} w-fit`}>
            Clear the search
          </Link>
        ) : null}
      </Empty>
      {groups.map(({ why, rows, blocks }) => (
        <section key={why} aria-label={why} className="grid gap-2">
          <h2 className="text-13 font-medium">
            <span className="mr-2 rounded-sm border border-line-strong px-1.5 py-0.5 text-12 font-normal text-ink-3">
              Substitute
            </span>
            {why}
          </h2>
          <StockTable caption={why} rows={rows} blocks={blocks} word={word} mayBuy={may(scope, 'numbers.manage')} />
        </section>
      ))}
    </>
  )
}
