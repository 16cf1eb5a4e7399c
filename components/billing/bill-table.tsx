import Link from 'next/link'
import { Moment } from '#components/time/moment.tsx'
import { monthName } from '#domain/billing/bill-month.ts'
import { isRightBill } from '#domain/billing/is-right-bill.ts'
import type { BillSummary } from '#domain/billing/list-bills.ts'
import { formatTotal } from '../money.ts'
import { counted } from './bill-money.ts'
import { billHref } from './bill-paths.ts'
import { wrongWords } from './wrong-words.ts'

export function BillTable({ bills, zone }: { bills: BillSummary[]; zone: string }) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards">
        <caption className="sr-only">Bills, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col" className="sm:max-panel:hidden">
              Statement
            </th>
            <th scope="col">Checked</th>
            <th scope="col" className="right">
              Messages
            </th>
            <th scope="col" className="right">
              Money in
            </th>
            <th scope="col" className="right">
              Charged
            </th>
            <th scope="col" className="right">
              Balance at its end
            </th>
          </tr>
        </thead>
        <tbody>
          {bills.map((bill) => (
            <Line key={bill.month} bill={bill} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({ bill, zone }: { bill: BillSummary; zone: string }) {
  const { month, number, isOpen, messages, spentNanos, cameNanos, closingNanos } = bill
  return (
    <tr>
      <td className="order-1">
        <Link href={billHref(month)} className="link inline-flex min-h-6 items-center font-medium">
          {monthName(month)}
        </Link>
        {isOpen ? <span className="text-ink-3"> so far</span> : null}
      </td>
      <td className="num order-4 text-ink-2 max-sm:text-right sm:max-panel:hidden">{number}</td>
      <td className="card-wide order-5">
        <Checked bill={bill} zone={zone} />
      </td>
      <td className="num right order-3 max-sm:text-left!">
        {counted(messages)}
        <span className="text-ink-3 sm:hidden"> {messages === 1n ? 'message' : 'messages'}</span>
      </td>
      <td className="num right max-sm:hidden">{formatTotal(cameNanos)}</td>
      <td className="num right card-end order-2">{formatTotal(spentNanos)}</td>
      <td className="num right max-sm:hidden">{formatTotal(closingNanos)}</td>
    </tr>
  )
}

function Checked({ bill, zone }: { bill: BillSummary; zone: string }) {
  const { checkedAt, differenceNanos, faults } = bill
  if (!checkedAt || differenceNanos === null || faults === null)
    return <span className="text-ink-3 max-sm:hidden">–</span>
  const isRight = isRightBill({ differenceNanos, faultCount: faults })
  return (
    <span className={isRight ? 'text-ink-2' : 'text-failed'}>
      {isRight ? 'Right' : wrongWords(differenceNanos, faults)},{' '}
      <Moment at={checkedAt.toISOString()} zone={zone} as="shortMoment" />
    </span>
  )
}
