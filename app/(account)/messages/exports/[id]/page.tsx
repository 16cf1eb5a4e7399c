import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { EXPORTS_PATH } from '#components/export/export-paths.ts'
import { ExportStateMark, isExpired } from '#components/export/export-state.tsx'
import { filterInWords } from '#components/export/export-words.ts'
import { Moment } from '#components/time/moment.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { RefreshEvery } from '#components/ui/refresh-every.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { readExport } from '#domain/exports/read-export.ts'
import { messageQuery } from '#domain/reports/message-filter.ts'
import { now } from '#lib/time.ts'
import { nullIfMissing } from '../../open-message.tsx'
import { CancelForm } from './cancel-form.tsx'
import { ExportDownload } from './export-download.tsx'
import { ExportFacts } from './export-facts.tsx'
import { ExportProgress } from './export-progress.tsx'

export const metadata: Metadata = { title: 'Export' }

const REFRESH_MS = 1_500

export default async function ExportPage({ params }: { params: Promise<{ id: string }> }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const found = await readExport(scope, (await params).id).catch(nullIfMissing)
  if (!found) notFound()
  const { name: zone } = await readZone(account.timeZone)
  const { id, state, filter, askedAt, askedByName, scheduleId, problem } = found
  const isOpen = state === 'waiting' || state === 'running'
  const isGone = isExpired(found, now())
  return (
    <article className="grid max-w-[60rem] grid-cols-[minmax(0,1fr)] gap-5">
      {isOpen ? <RefreshEvery ms={REFRESH_MS} /> : null}
      <header className="grid gap-1">
        <Link href={EXPORTS_PATH} className="link w-fit text-13">
          Exports
        </Link>
        <h1 className="flex flex-wrap items-baseline gap-x-3 text-20 font-semibold tracking-[-0.015em]">
          {scheduleId ? 'Daily export' : 'Export'} of messages
          <span className="text-14 tracking-normal">
            <ExportStateMark of={found} at={now()} />
          </span>
        </h1>
        <p className="text-13 wrap-anywhere text-ink-2">
          {filterInWords(filter)}{' '}
          <span className="text-ink-3">
            · {askedByName}, <Moment at={askedAt.toISOString()} zone={zone} as="shortMoment" /> ·
          </span>{' '}
          <Link href={`/messages?${messageQuery(filter)}`} prefetch={false} className="link">
            See them in the log
          </Link>
        </p>
      </header>
      {problem ? <Notice tone="failed">{problem}</Notice> : null}
      {isOpen ? <ExportProgress of={found} zone={zone} /> : null}
      {isOpen ? <CancelForm id={id} /> : null}
      {state === 'done' && !isGone ? (
        <ExportDownload of={found} zone={zone} mayHave={!found.hasContent || may(scope, 'messages.content')} />
      ) : null}
      {isGone ? (
        <Notice tone="hint">The file was kept for a week and is gone. What it was is written below.</Notice>
      ) : null}
      <ExportFacts of={found} zone={zone} />
    </article>
  )
}
