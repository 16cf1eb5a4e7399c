import type { Metadata } from 'next'
import Link from 'next/link'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import { NumberTabs } from '../number-tabs.tsx'

export const metadata: Metadata = { title: 'Bought' }

/** What was just bought, by the address: it can be opened again, and shows only what is on the account. */
export default async function BoughtPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope } = await requireSession()
  if (!may(scope, 'numbers.read')) return <NotAllowed roles={PERMISSIONS['numbers.read']} />
  const named = new Set([(await searchParams).number ?? []].flat().map((digits) => `+${digits}`))
  const numbers = (await listNumbers(scope)).filter(({ e164 }) => named.has(e164))
  return (
    <div className="grid max-w-[44rem] grid-cols-[minmax(0,1fr)] gap-5">
      <PageHead title="Bought" />
      <NumberTabs current="/numbers/bought" />
      {numbers.length > 0 ? (
        <>
          <Notice tone="done">
            {numbers.length === 1 ? 'The number is yours' : `${numbers.length} numbers are yours`}, ready to send and
            receive text.
          </Notice>
          <ul className="divide-y divide-line rounded-md border border-line bg-surface">
            {numbers.map(({ e164 }) => (
              <li key={e164} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-2.5">
                <span className="num font-medium">{formatNumber(e164)}</span>
                <Link href={`/numbers/${e164.slice(1)}`} className="link text-13">
                  Set where its messages go<span className="sr-only">: {formatNumber(e164)}</span>
                </Link>
              </li>
            ))}
          </ul>
          <p className="max-w-[60ch] text-13 text-ink-2">
            Until an SMS request URL is set, what comes in is kept here and is free.{' '}
            <Link href="/messages/new" className="link">
              Send a message
            </Link>{' '}
            from it now, or go to{' '}
            <Link href="/numbers" className="link">
              My numbers
            </Link>
            .
          </p>
        </>
      ) : (
        <Empty title="None of these numbers is on this account">
          <p>
            <Link href="/numbers" className="link">
              My numbers
            </Link>{' '}
            shows what is.
          </p>
        </Empty>
      )}
    </div>
  )
}
