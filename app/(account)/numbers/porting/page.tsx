import type { Metadata } from 'next'
import Link from 'next/link'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { PORTING_HREF } from '#components/port/port-words.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listPorts } from '#domain/porting/list-ports.ts'
import { NumberTabs } from '../number-tabs.tsx'
import { PortTable } from './port-table.tsx'

export const metadata: Metadata = { title: 'Porting in' }

const PAGE = 50

export default async function PortingPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'numbers.read')) return <NotAllowed roles={PERMISSIONS['numbers.read']} />
  const { name: zone } = await readZone(account.timeZone)
  const asked = await searchParams
  const group = typeof asked.group === 'string' ? asked.group : undefined
  const offset = typeof asked.offset === 'string' && /^\d{1,6}$/.test(asked.offset) ? Number(asked.offset) : 0
  const found = await listPorts(scope, { limit: PAGE + 1, offset, ...(group ? { groupId: group } : {}) })
  return (
    <div className="grid gap-5">
      <PageHead
        title="Numbers"
        note="Bring numbers along from another carrier: voice first, text three to five days later"
      >
        {may(scope, 'numbers.manage') ? (
          <Link href={`${PORTING_HREF}/new`} className={PRIMARY}>
            Port numbers in
          </Link>
        ) : null}
      </PageHead>
      <NumberTabs current={PORTING_HREF} />
      {group ? (
        <p className="text-13 text-ink-2">
          The orders of group <span className="num">{group}</span>.{' '}
          <Link href={PORTING_HREF} className="link">
            Show all
          </Link>
        </p>
      ) : null}
      {found.length > 0 ? (
        <PortTable ports={found.slice(0, PAGE)} zone={zone} />
      ) : (
        <Empty title={group || offset > 0 ? 'No such port orders' : 'Nothing is being ported in'}>
          <p>
            To keep a number that is with another carrier, port it in: say which numbers, what the carrier knows of you,
            and sign. It takes one to four weeks, mostly the losing carrier’s.
          </p>
        </Empty>
      )}
      {found.length > PAGE ? (
        <Link
          href={`${PORTING_HREF}?offset=${offset + PAGE}${group ? `&group=${encodeURIComponent(group)}` : ''}`}
          className="link w-fit text-13"
        >
          Older orders
        </Link>
      ) : null}
    </div>
  )
}
