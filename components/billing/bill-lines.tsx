import Link from 'next/link'
import { BILL_SECTIONS, type Bill, type BillLine, lineName, unitNanos } from '#domain/billing/bill.ts'
import { billMoney, counted } from './bill-money.ts'
import { lineHref } from './bill-paths.ts'

/** Each line opens what it comes from. */
export function BillLines({ bill }: { bill: Bill }) {
  return (
    <>
      {BILL_SECTIONS.map(({ category, title }) => {
        const lines = bill.lines.filter((line) => line.category === category)
        return lines.length > 0 ? <Section key={category} title={title} lines={lines} bill={bill} /> : null
      })}
    </>
  )
}

type Props = { title: string; lines: BillLine[]; bill: Bill }

function Section({ title, lines, bill }: Props) {
  const isMessages = lines.some(({ category }) => category !== 'numbers')
  const total = lines.reduce((sum, { nanos }) => sum + nanos, 0n)
  return (
    <table className="bill-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Line</th>
          <th scope="col">{isMessages ? 'Messages' : 'Charges'}</th>
          {isMessages ? <th scope="col">Parts</th> : <td />}
          <th scope="col">{isMessages ? 'A part' : 'Each'}</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.value} line={line} bill={bill} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{title}, all</th>
          <td colSpan={3} />
          <td className="num">{billMoney(total)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

function Line({ line, bill }: { line: BillLine; bill: Bill }) {
  const { category, count, parts, partNanos, surchargeNanos, nanos } = line
  const isMessages = category !== 'numbers'
  const unit = billMoney(unitNanos(line))
  return (
    <tr>
      <th scope="row">
        <Link href={lineHref(bill, line)} prefetch={false} className="link">
          {lineName(line)}
        </Link>
        {isMessages && surchargeNanos > 0n ? (
          <span className="block text-12 font-normal text-ink-3">
            {billMoney(partNanos)} and {billMoney(surchargeNanos)} that the carrier asks for
          </span>
        ) : null}
        <span className="num block text-12 font-normal text-ink-3 sm:hidden">
          {isMessages
            ? `${counted(count)} ${count === 1n ? 'message' : 'messages'}, ${counted(parts)} × ${unit}`
            : `${counted(count)} × ${unit}`}
        </span>
      </th>
      <td className="num">{counted(count)}</td>
      <td className="num">{isMessages ? counted(parts) : null}</td>
      <td className="num">{unit}</td>
      <td className="num">{billMoney(nanos)}</td>
    </tr>
  )
}
