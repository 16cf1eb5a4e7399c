import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { filterQuery, logOf, replayAllHref } from '#components/webhook/delivery-view.ts'
import { filterInWords } from '#components/webhook/delivery-words.ts'
import { LOG_PATH } from '#components/webhook/webhook-paths.ts'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { FILTER_NAMES, readDeliveryFilter } from '#domain/webhooks/delivery-filter.ts'
import { listAddresses } from '#domain/webhooks/list-addresses.ts'
import { previewReplay } from '#domain/webhooks/preview-replay.ts'
import { PreviewTables } from './preview-tables.tsx'
import { StartForm } from './start-form.tsx'

export const metadata: Metadata = { title: 'New replay' }

/** What would be sent again, before anything is. */
export default async function NewReplayPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'routing.manage')) return <NotAllowed roles={PERMISSIONS['routing.manage']} />
  const given = await searchParams
  const filter = readDeliveryFilter(given)
  if (FILTER_NAMES.some((name) => given[name] === '')) redirect(replayAllHref(filter))
  const { name: zone } = await readZone(account.timeZone)
  const [preview, addresses] = await Promise.all([previewReplay(scope, { filter, zone }), listAddresses(scope)])
  const count = preview.total.toLocaleString('en-US')
  return (
    <div className="grid max-w-[60rem] grid-cols-[minmax(0,1fr)] gap-5">
      <div className="grid gap-1">
        <Link href={logOf(filter)} className="link w-fit text-13">
          Log
        </Link>
        <PageHead title={preview.total === 1 ? 'Send 1 event again' : `Send ${count} events again`} />
        <p className="text-13 wrap-anywhere text-ink-2">{filterInWords(filter, addresses)}</p>
      </div>
      {preview.total === 0 ? (
        <Empty title="No event matches">
          <p>Nothing of the last 30 days is all of this at once, so there is nothing to send again.</p>
          <Link href={LOG_PATH} className={`${QUIET} w-fit`}>
            To the log
          </Link>
        </Empty>
      ) : (
        <>
          <PreviewTables preview={preview} />
          <StartForm fields={[...filterQuery(filter)]} total={preview.total} />
        </>
      )}
    </div>
  )
}
