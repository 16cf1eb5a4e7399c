import Link from 'next/link'
import { Moment } from '#components/time/moment.tsx'
import { type Bill, type BillEntry, lineName } from '#domain/billing/bill.ts'
import { toMessageRef } from '#lib/ids.ts'
import { billMoney } from './bill-money.ts'

/** Money that came in, was taken back or refunded, with its reason. */
export function BillEntries({ bill }: { bill: Bill }) {
  const { entries, hasMoreEntries, zone } = bill
  if (entries.length === 0) return null
  return (
    <table className="bill-table">
      <caption>Money in</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" colSpan={3} className="text-left!">
            When
          </th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} zone={zone} />
        ))}
      </tbody>
      {hasMoreEntries ? (
        <tfoot>
          <tr>
            <td colSpan={5} className="text-left! text-ink-3">
              There are more; the sums above hold them all.
            </td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  )
}

function Entry({ entry, zone }: { entry: BillEntry; zone: string }) {
  const { kind, at, nanos, reason, messageId } = entry
  return (
    <tr>
      <th scope="row" className="wrap-anywhere">
        {lineName({ kind, numberKind: '', destination: '' })}
        <span className="block text-12 font-normal text-ink-3">
          {reason}
          {messageId ? (
            <>
              {', '}
              <Link href={`/messages/${toMessageRef(messageId)}`} prefetch={false} className="link">
                its message
              </Link>
            </>
          ) : null}
        </span>
      </th>
      <td colSpan={3} className="text-left!">
        <Moment at={at.toISOString()} zone={zone} as="shortMoment" />
      </td>
      <td className="num">
        {nanos < 0n ? <span className="text-ink-3">− </span> : <span className="text-ink-3">+ </span>}
        {billMoney(nanos < 0n ? -nanos : nanos)}
      </td>
    </tr>
  )
}
