import Link from 'next/link'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { DeliveryTable } from '#components/webhook/delivery-table.tsx'
import { type DeliveryView, deliveryHref, replayAllHref } from '#components/webhook/delivery-view.ts'
import { countWord } from '#components/webhook/delivery-words.ts'
import { WebhookKeys } from '#components/webhook/webhook-keys.tsx'
import { ID_PLACE, LOG_PATH, TOOLS_PATH } from '#components/webhook/webhook-paths.ts'
import { isFiltered } from '#domain/webhooks/delivery-filter.ts'
import { COUNT_LIMIT, type DeliveryPage } from '#domain/webhooks/delivery-rows.ts'

type Props = { page: DeliveryPage; view: DeliveryView; zone: string; mayReplay: boolean }

export function DeliveryList({ page, view, zone, mayReplay }: Props) {
  if (page.rows.length === 0) return <Nothing view={view} count={page.count} />
  const beside = (at: Partial<DeliveryView>) => deliveryHref(view, { before: null, after: null, open: null, ...at })
  const counted = countWord(page.count, COUNT_LIMIT)
  return (
    <section aria-label="Events" className="@container">
      <WebhookKeys
        openId={view.open}
        hrefs={{ open: deliveryHref(view, { open: ID_PLACE }), close: deliveryHref(view, { open: null }) }}
      >
        <DeliveryTable rows={page.rows} view={view} zone={zone} />
      </WebhookKeys>
      <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 px-0.5 py-2.5 text-13 text-ink-3">
        <span>{counted}</span>
        {page.newer ? (
          <Link href={beside({ after: page.newer })} className="link">
            Newer
          </Link>
        ) : null}
        {page.older ? (
          <Link href={beside({ before: page.older })} className="link">
            Older
          </Link>
        ) : (
          <span>{isFiltered(view.filter) ? 'These are all.' : 'The log begins here.'}</span>
        )}
        {mayReplay && isFiltered(view.filter) ? (
          <Link href={replayAllHref(view.filter)} className="link">
            Replay all {counted} that match
          </Link>
        ) : null}
        <span className="ml-auto max-rail:hidden">
          <Kbd>/</Kbd> find <span className="ml-2" /> <Kbd>f</Kbd> filter <span className="ml-2" /> <Kbd>j</Kbd>{' '}
          <Kbd>k</Kbd> move <span className="ml-2" /> <Kbd>Enter</Kbd> open <span className="ml-2" /> <Kbd>?</Kbd> all
          keys
        </span>
      </footer>
    </section>
  )
}

function Nothing({ view, count }: { view: DeliveryView; count: number }) {
  if (count > 0)
    return (
      <Empty title="No events on this side">
        <p>{countWord(count, COUNT_LIMIT)} match; this page is beyond the last of them.</p>
        <Link href={deliveryHref(view, { before: null, after: null })} className={`${QUIET} w-fit`}>
          Newest events
        </Link>
      </Empty>
    )
  if (isFiltered(view.filter))
    return (
      <Empty title="No event matches these filters">
        <p>The log may have events, but none of them is all of this at once.</p>
        <Link href={LOG_PATH} className={`${QUIET} w-fit`}>
          Clear filters
        </Link>
      </Empty>
    )
  return (
    <Empty title="No events yet">
      <p>
        Each inbound message and each delivery receipt becomes an event here: what was sent to your servers, what they
        answered, and when it is tried again. Set a request URL in{' '}
        <Link href="/preferences/api-control" className="link">
          API control
        </Link>
        , or send a test event first.
      </p>
      <Link href={TOOLS_PATH} className={`${QUIET} w-fit`}>
        Send a test event
      </Link>
    </Empty>
  )
}
