import type { Metadata } from 'next'
import Link from 'next/link'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { MESSAGES_PATH } from '#components/table/log-href.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { readFilterChoices } from '#domain/reports/read-filter-choices.ts'
import { readViews } from '#domain/views/read-views.ts'
import { MessageTabs } from '../message-tabs.tsx'
import { viewHref } from './view-href.ts'
import { ViewRows } from './view-rows.tsx'
import { viewWords } from './view-words.ts'

export const metadata: Metadata = { title: 'Views of messages' }

export default async function ViewsPage() {
  const { scope } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const [{ views, opens }, choices] = await Promise.all([readViews(scope), readFilterChoices(scope)])
  const rows = views.map(({ id, name, isShared, madeBy, mayChange, ...view }) => ({
    id,
    name,
    isShared,
    madeBy,
    mayChange,
    opens: id === opens?.id,
    href: viewHref({ id, ...view }),
    words: viewWords(view, choices),
  }))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHead title="Views" note="Filters of the log with their columns, kept under a name" />
      <MessageTabs current={MESSAGES_PATH} />
      <Link href={MESSAGES_PATH} className="link w-fit text-13">
        Back to the log
      </Link>
      <ViewRows rows={rows} />
    </div>
  )
}
