import Link from 'next/link'
import { insightsHref } from '#components/insight/insight-view.ts'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import type { When } from '#domain/insights/insight-span.ts'

export function NothingSent({ when, maySend }: { when: When; maySend: boolean }) {
  return (
    <Empty title="Nothing was sent in this time">
      <p>
        Delivery, failures, speed and encoding are shown here for every message you send with a live key or from the
        portal, a few seconds after it happens. Test messages do not count.
      </p>
      <p className="flex flex-wrap gap-2">
        {when.range === '1y' ? null : (
          <Link href={insightsHref({ range: '1y', since: '', until: '' })} className={QUIET}>
            Look at a year
          </Link>
        )}
        {maySend ? (
          <Link href="/messages/new" className={QUIET}>
            Send a message
          </Link>
        ) : null}
      </p>
    </Empty>
  )
}
