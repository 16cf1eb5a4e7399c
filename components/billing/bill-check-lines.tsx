import type { ReactNode } from 'react'
import { lineName, unitNanos } from '#domain/billing/bill.ts'
import type { BillVerdict } from '#domain/billing/check-bill.ts'
import { readSpendLine } from '#domain/ledger/spend-line.ts'
import { billMoney } from './bill-money.ts'

/** Every line of a check: what its records come to, what the ledger charged, and the difference. */
export function BillCheckLines({ verdict }: { verdict: BillVerdict }) {
  const { lines, expectedNanos, chargedNanos, differenceNanos } = verdict
  return (
    <div className="ledger-frame">
      <table className="ledger">
        <caption className="sr-only">Each line recomputed</caption>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col" className="right max-sm:hidden">
              Expected
            </th>
            <th scope="col" className="right">
              Charged
            </th>
            <th scope="col" className="right">
              Difference
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ value, expectedNanos: expected, chargedNanos: charged }) => (
            <Row key={value} name={<LineName value={value} />} expected={expected} charged={charged} />
          ))}
          <Row
            name={<span className="font-semibold">All</span>}
            expected={expectedNanos}
            charged={chargedNanos}
            difference={differenceNanos}
          />
        </tbody>
      </table>
    </div>
  )
}

function LineName({ value }: { value: string }) {
  const line = readSpendLine(value)
  return (
    <>
      {lineName(line)} <span className="num text-ink-3 max-sm:block">at {billMoney(unitNanos(line))}</span>
    </>
  )
}

type Props = { name: ReactNode; expected: bigint; charged: bigint; difference?: bigint }

function Row({ name, expected, charged, difference = charged - expected }: Props) {
  return (
    <tr>
      <td className="whitespace-normal">{name}</td>
      <td className="num right max-sm:hidden">{billMoney(expected)}</td>
      <td className="num right">{billMoney(charged)}</td>
      <td className={`num right ${difference === 0n ? '' : 'font-medium text-failed'}`}>{billMoney(difference)}</td>
    </tr>
  )
}
