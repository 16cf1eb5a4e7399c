import Link from 'next/link'
import { Fragment } from 'react'
import { formatPrice } from '#components/money.ts'
import { clock, day, fullMoment, zoneName } from '#components/time/zone.ts'
import { OutcomeMark } from '#components/webhook/outcome-mark.tsx'
import { eventHref } from '#components/webhook/webhook-paths.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { HELD_WORDS } from '#domain/webhooks/delivery.ts'
import type { UndeliveredRow } from '#domain/webhooks/list-undelivered.ts'
import { ResendButton } from './resend-button.tsx'

type Props = { rows: UndeliveredRow[]; zone: string; maySend: boolean }

const TO = 'sm:w-[138px] sm:@max-[56rem]:hidden card-hide'

export function UndeliveredTable({ rows, zone, maySend }: Props) {
  let lastDay = ''
  return (
    <table className="ledger cards table-fixed">
      <caption className="sr-only">
        Inbound messages that did not reach your server, newest first. Times in {zoneName(zone)}.
      </caption>
      <thead>
        <tr>
          <th scope="col" aria-sort="descending" className="sm:w-[92px]">
            Time <span aria-hidden="true">↓</span>
          </th>
          <th scope="col" className="sm:w-[138px]">
            From
          </th>
          <th scope="col" className={TO}>
            To
          </th>
          <th scope="col">Text</th>
          <th scope="col" className="sm:w-[32%]">
            Why it is here
          </th>
          {maySend ? (
            <th scope="col" className="sm:w-[116px]">
              <span className="sr-only">Send</span>
            </th>
          ) : null}
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
                  {/* It comes and goes with the width: a cell that spans all would keep its place. */}
                  <td className={TO} />
                  <td colSpan={maySend ? 3 : 2} />
                </tr>
              ) : null}
              <Line row={row} zone={zone} maySend={maySend} />
            </Fragment>
          )
        })}
      </tbody>
    </table>
  )
}

function Line({ row, zone, maySend }: { row: UndeliveredRow; zone: string; maySend: boolean }) {
  const { id, at, number, peer, text, status } = row
  return (
    <tr className="message-row group relative">
      <td>
        {/* The link is as large as its row: a click anywhere opens it, without JavaScript as well. */}
        <Link
          href={eventHref(id)}
          prefetch={false}
          data-open={id}
          title={fullMoment(at, zone)}
          className="num rounded-sm text-ink-3 after:absolute after:inset-0"
        >
          <time dateTime={at}>{clock(at, zone)}</time>
        </Link>
      </td>
      <td className="card-two card-end">
        <span className="num">{formatNumber(peer)}</span>
      </td>
      <td className={TO}>
        <span className="num">{formatNumber(number)}</span>
      </td>
      <td className="card-wide" title={text ?? undefined}>
        {text === null ? (
          <span className="text-ink-3">Not shown to your role</span>
        ) : (
          <span className="text-ink-2">{text}</span>
        )}
      </td>
      <td className="card-wide" title={whyOf(row)}>
        <span className="inline-flex max-w-full items-baseline gap-2">
          <OutcomeMark outcome={status} />
          <span className="min-w-0 truncate text-ink-2">{whyOf(row)}</span>
        </span>
      </td>
      {maySend ? (
        <td className="card-wide text-clip !py-0.5 sm:text-right">
          <ResendButton id={id} />
        </td>
      ) : null}
    </tr>
  )
}

function whyOf({ heldWhy, lastStatus, lastError, attempts, releaseNanos }: UndeliveredRow): string {
  const cost = releaseNanos === '0' ? '' : `: ${formatPrice(releaseNanos)} when it goes out`
  if (heldWhy) return `${HELD_WORDS[heldWhy]}${cost}`
  const tries = attempts === 1 ? 'one try' : `${attempts} tries`
  return `after ${tries}: ${lastError ?? (lastStatus === null ? 'no answer' : `answered ${lastStatus}`)}`
}
