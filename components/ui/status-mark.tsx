import {
  ArrowDown,
  ArrowRight,
  Ban,
  Check,
  CircleHelp,
  Clock,
  Hourglass,
  type LucideIcon,
  Pause,
  X,
} from 'lucide-react'
import type { Status } from '#domain/messages/status.ts'

type Look = { word: string; icon: LucideIcon; colour: string }

/** Always an icon and a word: the colour only helps. */
const LOOKS: Record<Status, Look> = {
  accepted: { word: 'Queued', icon: Clock, colour: 'text-queued' },
  sending: { word: 'Sending', icon: Clock, colour: 'text-queued' },
  uncertain: { word: 'In doubt', icon: CircleHelp, colour: 'text-held' },
  sent: { word: 'Sent', icon: ArrowRight, colour: 'text-sent' },
  delivered: { word: 'Delivered', icon: Check, colour: 'text-delivered' },
  undelivered: { word: 'Undelivered', icon: X, colour: 'text-failed' },
  expired: { word: 'Expired', icon: Hourglass, colour: 'text-failed' },
  rejected: { word: 'Rejected', icon: X, colour: 'text-failed' },
  canceled: { word: 'Canceled', icon: Ban, colour: 'text-queued' },
  received: { word: 'Received', icon: ArrowDown, colour: 'text-received' },
  held: { word: 'Held', icon: Pause, colour: 'text-held' },
}

export function statusWord(status: Status): string {
  return LOOKS[status].word
}

export function StatusMark({ status }: { status: Status }) {
  const { word, icon: Icon, colour } = LOOKS[status]
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium ${colour}`}>
      <Icon
        className={`size-3.5 shrink-0 self-center ${status === 'held' ? 'fill-current' : ''}`}
        strokeWidth={1.75}
        aria-hidden="true"
      />
      {word}
    </span>
  )
}
