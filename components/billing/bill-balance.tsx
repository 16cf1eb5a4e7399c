import type { Bill } from '#domain/billing/bill.ts'
import { billMoney } from './bill-money.ts'

/** The sum that the balance follows from. */
export function BillBalance({ bill }: { bill: Bill }) {
  const { openingNanos, creditedNanos, debitedNanos, refundedNanos, spentNanos, closingNanos, isOpen } = bill
  return (
    <dl className="bill-sum">
      <Row name="Opening balance" nanos={openingNanos} />
      <Row name="Money added" nanos={creditedNanos} sign="+" />
      {debitedNanos > 0n ? <Row name="Money taken back" nanos={debitedNanos} sign="−" /> : null}
      {refundedNanos > 0n ? <Row name="Refunds" nanos={refundedNanos} sign="+" /> : null}
      <Row name="Messages and numbers" nanos={spentNanos} sign="−" />
      <Row name={isOpen ? 'Balance so far' : 'Closing balance'} nanos={closingNanos} isSum />
    </dl>
  )
}

type Props = { name: string; nanos: bigint; sign?: '+' | '−'; isSum?: boolean }

function Row({ name, nanos, sign, isSum = false }: Props) {
  return (
    <div data-sum={isSum || undefined}>
      <dt>{name}</dt>
      <dd className="num">
        {sign && nanos !== 0n ? <span className="text-ink-3">{sign} </span> : null}
        {billMoney(nanos)}
      </dd>
    </div>
  )
}
