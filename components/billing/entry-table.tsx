import Link from 'next/link'
import { Fragment } from 'react'
import { formatExact } from '#components/money.ts'
import { clock, day, fullMoment, zoneName } from '#components/time/zone.ts'
import { StatusMark } from '#components/ui/status-mark.tsx'
import type { Entry } from '#domain/billing/list-entries.ts'
import { STATUSES } from '#domain/messages/status.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { KIND_WORDS, rateWord } from './billing-words.ts'

type Props = { entries: Entry[]; balances: readonly bigint[] | null; zone: string }

/** Entries of the ledger, newest first: each with the message or the number that it is about. */
export function EntryTable({ entries, balances, zone }: Props) {
  let lastDay = ''
  return (
    <div className="ledger-frame">
      <table className="ledger cards">
        <caption className="sr-only">Entries of the ledger, the newest first. Times in {zoneName(zone)}.</caption>
        <thead>
          <tr>
            <th scope="col" aria-sort="descending" className="sm:w-[92px]">
              Time <span aria-hidden="true">↓</span>
            </th>
            <th scope="col">What</th>
            <th scope="col">For</th>
            <th scope="col" className="sm:max-panel:hidden">
              Parts × rate
            </th>
            <th scope="col" className="right">
              Amount
            </th>
            {balances ? (
              <th scope="col" className="right">
                Balance
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, nth) => {
            const at = entry.at.toISOString()
            const thisDay = `${day(at, zone)}, ${entry.at.getUTCFullYear()}`
            const isFirst = thisDay !== lastDay
            lastDay = thisDay
            return (
              <Fragment key={entry.id}>
                {isFirst ? (
                  <tr className="day-row">
                    <th colSpan={balances ? 6 : 5} scope="rowgroup">
                      {thisDay} <span className="font-normal text-ink-3">· {zoneName(zone)}</span>
                    </th>
                  </tr>
                ) : null}
                <Line entry={entry} balance={balances?.[nth]} zone={zone} />
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Line({ entry, balance, zone }: { entry: Entry; balance: bigint | undefined; zone: string }) {
  const { at, kind, nanos, reason, number, partNanos, surchargeNanos, message } = entry
  const moment = at.toISOString()
  return (
    <tr data-entry={entry.id}>
      <td title={fullMoment(moment, zone)}>
        <time dateTime={moment} className="num text-ink-3">
          {clock(moment, zone)}
        </time>
      </td>
      <td className="card-wide order-4 min-w-32 whitespace-normal!" title={reason}>
        <span className="font-medium">{KIND_WORDS[kind]}</span> <span className="text-ink-3">{reason}</span>
      </td>
      <td className="card-wide order-5 whitespace-normal!">
        <For entry={entry} />
      </td>
      <td className="num card-wide order-6 text-ink-3 sm:max-panel:hidden">
        {number === '' ? null : (
          <>
            {message ? `${message.parts} × ` : ''}
            {rateWord(`${partNanos}+${surchargeNanos}`)}
          </>
        )}
      </td>
      <td className={`num right card-end ${nanos > 0n ? 'text-delivered' : ''}`}>
        {nanos > 0n ? '+' : ''}
        {formatExact(nanos)}
      </td>
      {balance === undefined ? null : (
        <td className="num right card-wide order-7 text-ink-3" data-label="Balance after">
          {formatExact(balance)}
        </td>
      )}
    </tr>
  )
}

function For({ entry: { message, number } }: { entry: Entry }) {
  if (message) {
    const status = STATUSES.find((one) => one === message.status)
    return (
      <span className="flex flex-wrap items-baseline gap-x-2">
        <Link
          href={`/messages/${message.id}`}
          prefetch={false}
          className="link num inline-flex min-h-6 flex-wrap items-center gap-x-[1ch]"
        >
          <span className="whitespace-nowrap">{formatNumber(message.from)} →</span>{' '}
          <span className="whitespace-nowrap">{formatNumber(message.to)}</span>
        </Link>
        {status ? <StatusMark status={status} /> : null}
      </span>
    )
  }
  if (number) {
    return (
      <Link href={`/numbers/${number.slice(1)}`} prefetch={false} className="link num inline-flex min-h-6 items-center">
        {formatNumber(number)}
      </Link>
    )
  }
  return <span className="text-ink-3">–</span>
}
