import { Moment } from '#components/time/moment.tsx'
import { formatNanos } from '#domain/ledger/money.ts'
import { cardName, type Payment, receiptName } from '#domain/payments/payment.ts'
import { PaymentStateMark } from './payment-state.tsx'

type Props = { payments: Payment[]; accountId: string; zone: string }

export function PaymentTable({ payments, accountId, zone }: Props) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards">
        <caption className="sr-only">Payments by card, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">Begun</th>
            <th scope="col">What</th>
            <th scope="col">Card</th>
            <th scope="col">State</th>
            <th scope="col" className="right">
              Amount
            </th>
            <th scope="col">Receipt</th>
          </tr>
        </thead>
        <tbody>
          {payments.map((payment) => (
            <Line key={payment.id} payment={payment} accountId={accountId} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({ payment, accountId, zone }: { payment: Payment; accountId: string; zone: string }) {
  const { id, kind, amountNanos, createdAt, startedBy, receiptNumber, last4 } = payment
  const note = noteOf(payment)
  return (
    <tr>
      <td className="order-4 max-sm:text-right">
        <Moment at={createdAt.toISOString()} zone={zone} as="shortMoment" />
      </td>
      <td className="order-1 whitespace-normal">
        {kind === 'recharge' ? 'Auto-recharge' : `Top-up by ${startedBy}`}
        {note ? <span className="block text-13 text-ink-3">{note}</span> : null}
      </td>
      <td className={`order-5 ${last4 ? '' : 'max-sm:hidden'}`}>
        {last4 ? <span className="num">{cardName(payment)}</span> : <span className="text-ink-3">–</span>}
      </td>
      <td className="order-3">
        <PaymentStateMark payment={payment} />
      </td>
      <td className="num right card-end order-2">{formatNanos(amountNanos, 2)}</td>
      <td className={`order-6 max-sm:text-right ${receiptNumber === null ? 'max-sm:hidden' : ''}`}>
        {receiptNumber === null ? (
          <span className="text-ink-3">–</span>
        ) : (
          <a href={`/billing/payments/${id}/receipt`} download className="link num inline-flex min-h-6 items-center">
            {receiptName(accountId, receiptNumber)}
            <span className="sr-only"> as PDF</span>
          </a>
        )}
      </td>
    </tr>
  )
}

function noteOf({ failure, state, refundedNanos, owedNanos }: Payment): string | null {
  if (owedNanos > 0n)
    return `${formatNanos(owedNanos, 4)} of it had been spent and is owed: the next payment pays it first.`
  if (state === 'succeeded' && refundedNanos > 0n) return `${formatNanos(refundedNanos, 2)} refunded.`
  if (state === 'disputed') return 'The holder of the card disputes it at the bank.'
  return state === 'succeeded' ? null : failure
}
