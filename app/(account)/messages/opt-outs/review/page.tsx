import type { Metadata } from 'next'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listDecidedReviews, listOpenReviews } from '#domain/optouts/list-reviews.ts'
import { now } from '#lib/time.ts'
import { MessageTabs } from '../../message-tabs.tsx'
import { ReviewForm } from './review-form.tsx'
import { toShown } from './to-shown.ts'

export const metadata: Metadata = { title: 'Opt-outs to review' }

const [MOST_OPEN, MOST_DECIDED] = [100, 10]

export default async function ReviewPage() {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const [open, decided, { name: zone }] = await Promise.all([
    listOpenReviews(scope, MOST_OPEN),
    listDecidedReviews(scope, MOST_DECIDED),
    readZone(account.timeZone),
  ])
  const shown = (list: typeof open) => list.map((one) => toShown(one, { zone, at: now() }))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHead title="Opt-outs to review" note="Asked for in plain words: a person decides" />
      <MessageTabs current="/messages/opt-outs/review" />
      {open.length > 0 ? (
        <p className="max-w-[72ch] text-13 text-ink-2">
          These read as if somebody wants no more messages, without one of the keywords. Such a request must be heeded
          within ten business days (federal holidays count as business days here, so you are never late by them).
          Accepting blocks as STOP does, and writes nothing to them.
        </p>
      ) : (
        <Empty title="Nothing to review">
          <p>
            When somebody writes “please quit texting me” or “take me off your list”, the message is flagged here with
            its reason and a deadline. One-word answers such as STOP need no review: they work by themselves.
          </p>
        </Empty>
      )}
      <ReviewForm open={shown(open)} decided={shown(decided)} mayDecide={may(scope, 'routing.manage')} />
    </div>
  )
}
