import { Check, Clock, type LucideIcon, Pause, RotateCw, X } from 'lucide-react'
import type { DeliveryStatus } from '#domain/webhooks/delivery.ts'

export type Outcome = DeliveryStatus | 'retrying'

/** Always an icon and a word: the colour only helps. */
const LOOKS: Record<Outcome, { word: string; icon: LucideIcon; colour: string }> = {
  pending: { word: 'Due', icon: Clock, colour: 'text-queued' },
  retrying: { word: 'Retrying', icon: RotateCw, colour: 'text-sent' },
  delivered: { word: 'Delivered', icon: Check, colour: 'text-delivered' },
  failed: { word: 'Failed', icon: X, colour: 'text-failed' },
  held: { word: 'Held', icon: Pause, colour: 'text-held' },
}

/** What is pending after a try that failed is told apart from what waits for its first. */
export function outcomeOf({ status, attempts }: { status: DeliveryStatus; attempts: number }): Outcome {
  return status === 'pending' && attempts > 0 ? 'retrying' : status
}

export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const { word, icon: Icon, colour } = LOOKS[outcome]
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium ${colour}`}>
      <Icon
        className={`size-3.5 shrink-0 self-center ${outcome === 'held' ? 'fill-current' : ''}`}
        strokeWidth={1.75}
        aria-hidden="true"
      />
      {word}
    </span>
  )
}
