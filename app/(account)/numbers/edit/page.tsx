import type { Metadata } from 'next'
import Link from 'next/link'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { numbersHref } from '#components/number/number-view.ts'
import { countWord, filterInWords } from '#components/number/number-words.ts'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { countOwnNumbers } from '#domain/numbers/count-own-numbers.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { FILTER_NAMES } from '#domain/numbers/number-filter.ts'
import { COUNT_LIMIT } from '#domain/numbers/own-number-rows.ts'
import { readChosen } from '../read-edit.ts'
import { readNumberView } from '../read-view.ts'
import { EditForm } from './edit-form.tsx'

export const metadata: Metadata = { title: 'Change numbers' }

export default async function EditNumbersPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope } = await requireSession()
  if (!may(scope, 'numbers.manage')) return <NotAllowed roles={PERMISSIONS['numbers.manage']} />
  const given = await searchParams
  const view = readNumberView(given)
  const chosen = readChosen([given.n ?? []].flat())
  const isAll = given.all === '1'
  const count = isAll ? await countOwnNumbers(scope, view.filter) : chosen.length
  const filters = FILTER_NAMES.flatMap((name): [string, string][] =>
    view.filter[name] ? [[name, view.filter[name]]] : [],
  )
  return (
    <div className="grid max-w-[60rem] grid-cols-[minmax(0,1fr)] gap-6">
      <div className="grid gap-1">
        <Link href={isAll ? numbersHref(view) : '/numbers'} className="link w-fit text-13">
          My numbers
        </Link>
        <PageHead title={count === 0 ? 'Change numbers' : `Change ${countWord(count, COUNT_LIMIT)}`} />
        {count === 0 ? null : (
          <p className="max-w-[72ch] text-13 wrap-anywhere text-ink-2">
            {isAll ? filterInWords(view.filter) : <Chosen numbers={chosen} />}
          </p>
        )}
      </div>
      {count === 0 ? (
        <Empty title={isAll ? 'No number matches' : 'No number is chosen'}>
          <p>Choose numbers by their boxes, or filter the list and change all that match.</p>
          <Link href="/numbers" className={`${QUIET} w-fit`}>
            My numbers
          </Link>
        </Empty>
      ) : (
        <EditForm hidden={isAll ? [['all', '1'], ...filters] : chosen.map((one) => ['n', one])} />
      )}
    </div>
  )
}

const NAMED = 6

function Chosen({ numbers }: { numbers: string[] }) {
  const rest = numbers.length - NAMED
  return (
    <>
      <span className="num">{numbers.slice(0, NAMED).map(formatNumber).join(', ')}</span>
      {rest > 0 ? ` and ${rest} more` : ''}
    </>
  )
}
