import type { Metadata } from 'next'
import Link from 'next/link'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import { readRates } from '#domain/rates/read-rates.ts'
import { readRequestUrls } from '#domain/routing/read-request-urls.ts'
import { NumberTable } from './number-table.tsx'

export const metadata: Metadata = { title: 'Numbers' }

export default async function NumbersPage() {
  const { scope } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const [numbers, urls, rates] = await Promise.all([listNumbers(scope), readRequestUrls(scope), readRates()])
  return (
    <div className="grid gap-5">
      <PageHead title="Numbers" note="Every number sends and receives text by itself: no step, no fee" />
      {numbers.length > 0 ? (
        <NumberTable numbers={numbers} urls={urls} rates={rates} />
      ) : (
        <Empty title="No numbers yet">
          <p>This account has no numbers. They appear here, ready for text, as soon as they are on the account.</p>
        </Empty>
      )}
      <p className="max-w-[64ch] text-13 text-ink-3">
        An inbound message is charged only while an SMS request URL is in force for its number. The account’s own is set
        in{' '}
        <Link href="/preferences/api-control" className="link">
          API control
        </Link>
        .
      </p>
    </div>
  )
}
