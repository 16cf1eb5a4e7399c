import { Notice } from '#components/ui/notice.tsx'
import { RefreshEvery } from '#components/ui/refresh-every.tsx'
import { formatNanos } from '#domain/ledger/money.ts'
import type { Payment } from '#domain/payments/payment.ts'

/** For somebody who comes back from Stripe. Its web hook may be a moment later than they are. */
export function PaidNotice({ payment }: { payment: Payment }) {
  const amount = formatNanos(payment.amountNanos, 2)
  if (payment.creditedAt) return <Notice tone="done">{amount} has arrived and can be spent.</Notice>
  if (payment.state !== 'pending') return <Notice tone="failed">The payment of {amount} was not made.</Notice>
  return (
    <Notice tone="hint">
      Stripe is confirming the payment of {amount}. It is credited within seconds; this page then says so.
      <RefreshEvery ms={1_500} />
    </Notice>
  )
}
