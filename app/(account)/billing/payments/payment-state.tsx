import { Ban, Check, CircleAlert, Clock, type LucideIcon, Scale, Undo2 } from 'lucide-react'
import type { Payment, PaymentState } from '#domain/payments/payment.ts'

type Look = { word: string; icon: LucideIcon; colour: string }

/** Always an icon and a word: the colour only helps. */
const LOOKS: Record<PaymentState | 'partly', Look> = {
  pending: { word: 'Waiting', icon: Clock, colour: 'text-queued' },
  succeeded: { word: 'Paid', icon: Check, colour: 'text-delivered' },
  partly: { word: 'Partly refunded', icon: Undo2, colour: 'text-held' },
  failed: { word: 'Declined', icon: CircleAlert, colour: 'text-failed' },
  canceled: { word: 'Not paid', icon: Ban, colour: 'text-queued' },
  refunded: { word: 'Refunded', icon: Undo2, colour: 'text-queued' },
  disputed: { word: 'Disputed', icon: Scale, colour: 'text-failed' },
}

export function PaymentStateMark({ payment }: { payment: Pick<Payment, 'state' | 'refundedNanos'> }) {
  const isPartly = payment.state === 'succeeded' && payment.refundedNanos > 0n
  const { word, icon: Icon, colour } = LOOKS[isPartly ? 'partly' : payment.state]
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium ${colour}`}>
      <Icon className="size-3.5 shrink-0 self-center" strokeWidth={1.75} aria-hidden="true" />
      {word}
    </span>
  )
}
