import Link from 'next/link'
import { Fragment } from 'react'
import { Moment } from '#components/time/moment.tsx'
import { clock, day, fullMoment, zoneName } from '#components/time/zone.ts'
import { OnlyThis } from '#components/ui/only-this.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { EVENT_WORDS, HELD_WORDS } from '#domain/webhooks/delivery.ts'
import type { DeliveryFilter } from '#domain/webhooks/delivery-filter.ts'
import type { DeliveryRow } from '#domain/webhooks/delivery-rows.ts'
import { HOUR_MS, now } from '#lib/time.ts'
import { type DeliveryView, deliveryHref, filterHref } from './delivery-view.ts'
import { OUTCOME_WORDS } from './delivery-words.ts'
import { OutcomeMark, outcomeOf } from './outcome-mark.tsx'

type Props = { rows: DeliveryRow[]; view: DeliveryView; zone: string }

/** What gives way beside an open row, and on a narrow desk. */
const NUMBER = 'sm:w-[150px] sm:@max-[52rem]:hidden card-two order-5'
const ATTEMPTS = 'right sm:w-[80px] card-hide @max-[64rem]:hidden'
const NEXT = 'right sm:w-[112px] sm:@max-[56rem]:hidden'
const ENDPOINT = 'card-wide order-4'

export function DeliveryTable({ rows, view, zone }: Props) {
  let lastDay = ''
  return (
    <table className="ledger cards table-fixed">
      <caption className="sr-only">Events for your servers, newest first. Times in {zoneName(zone)}.</caption>
      <thead>
        <tr>
          <th scope="col" aria-sort="descending" className="sm:w-[92px]">
            Time <span aria-hidden="true">↓</span>
          </th>
          <th scope="col" className="sm:w-[152px]">
            Event
          </th>
          <th scope="col" className={NUMBER}>
            Number
          </th>
          <th scope="col" className={ENDPOINT}>
            Endpoint
          </th>
          <th scope="col" className="sm:w-[128px]">
            Outcome
          </th>
          <th scope="col" className="sm:w-[140px]">
            Last answer
          </th>
          <th scope="col" className={ATTEMPTS}>
            Attempts
          </th>
          <th scope="col" className={NEXT}>
            Next attempt
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const thisDay = day(row.at, zone)
          const isFirst = thisDay !== lastDay
          lastDay = thisDay
          return (
            <Fragment key={row.id}>
              {isFirst ? (
                <tr className="day-row">
                  <th colSpan={2} scope="rowgroup">
                    {thisDay} <span className="font-normal text-ink-3">· {zoneName(zone)}</span>
                  </th>
                  {/* These come and go with the width: a cell that spans all would keep their place. */}
                  <td className={NUMBER} />
                  <td colSpan={3} />
                  <td className={ATTEMPTS} />
                  <td className={`${NEXT} card-hide`} />
                </tr>
              ) : null}
              <Line row={row} view={view} zone={zone} />
            </Fragment>
          )
        })}
      </tbody>
    </table>
  )
}

function Line({ row, view, zone }: { row: DeliveryRow; view: DeliveryView; zone: string }) {
  const { id, at, kind, number, address, endpointId, status, attempts, nextAttemptAt } = row
  const outcome = outcomeOf(row)
  const only = (change: Partial<DeliveryFilter>, what: string) => (
    <span className="card-hide shrink-0">
      <OnlyThis href={filterHref(view, change)} what={what} inTable />
    </span>
  )
  return (
    <tr className="message-row group relative" data-id={id} aria-selected={id === view.open}>
      <td className="order-1">
        {/* The link is as large as its row: a click anywhere opens it, without JavaScript as well. */}
        <Link
          href={deliveryHref(view, { open: id })}
          prefetch={false}
          scroll={false}
          data-open={id}
          title={fullMoment(at, zone)}
          className="num rounded-sm text-ink-3 after:absolute after:inset-0"
        >
          <time dateTime={at}>{clock(at, zone)}</time>
        </Link>
      </td>
      <td className="order-2">
        <span className="flex items-baseline gap-1">
          <span className="min-w-0 truncate">{EVENT_WORDS[kind]}</span>
          {only({ event: kind }, EVENT_WORDS[kind])}
        </span>
      </td>
      <td className={NUMBER}>
        <span className="flex items-baseline gap-1">
          <span className="num">{formatNumber(number)}</span>
          {only({ number }, formatNumber(number))}
        </span>
      </td>
      <td className={ENDPOINT} title={address ?? undefined}>
        <span className="flex items-baseline gap-1">
          {address ? (
            <span className="num min-w-0 truncate text-ink-2">{address.replace(/^https:\/\//, '')}</span>
          ) : (
            <span className="text-ink-3">None set</span>
          )}
          {endpointId ? only({ endpoint: endpointId }, address ?? 'this endpoint') : null}
        </span>
      </td>
      <td className="card-end order-3 text-clip">
        <span className="inline-flex items-baseline gap-1">
          <OutcomeMark outcome={outcome} />
          {only({ outcome: status }, OUTCOME_WORDS[status])}
        </span>
      </td>
      <td className="card-end order-6">
        <LastAnswer row={row} />
      </td>
      <td className={ATTEMPTS}>
        <span className={attempts === 0 ? 'text-ink-3' : 'num'}>{attempts}</span>
      </td>
      <td
        data-label={nextAttemptAt ? 'Next attempt' : undefined}
        className={`${NEXT} order-7 ${nextAttemptAt ? 'card-wide' : 'card-hide'}`}
      >
        {nextAttemptAt ? (
          <Moment at={nextAttemptAt} zone={zone} as={isNear(nextAttemptAt) ? 'clock' : 'shortMoment'} className="num" />
        ) : (
          <span className="text-ink-3">–</span>
        )}
      </td>
    </tr>
  )
}

function LastAnswer({ row: { status, heldWhy, lastStatus, lastError } }: { row: DeliveryRow }) {
  if (status === 'held' && heldWhy) return <span className="text-ink-2">{HELD_WORDS[heldWhy]}</span>
  if (lastStatus === null && lastError === null) return <span className="text-ink-3">–</span>
  const ok = lastStatus !== null && lastStatus >= 200 && lastStatus < 300
  return (
    <span title={lastError ?? undefined} className={ok ? 'text-ink-2' : 'text-failed'}>
      {lastStatus === null ? null : <span className="num">{lastStatus}</span>}
      {lastStatus !== null && lastError ? ' ' : null}
      {lastError && !ok ? lastError : null}
    </span>
  )
}

/** Most are: then the clock says it all. */
function isNear(at: string): boolean {
  return new Date(at).getTime() - now().getTime() < 12 * HOUR_MS
}
