import {
  Ban,
  CalendarCheck,
  Check,
  CircleAlert,
  FileText,
  type LucideIcon,
  PencilLine,
  PhoneIncoming,
  Send,
} from 'lucide-react'
import type { Status } from '#domain/porting/status.ts'

type Look = { word: string; icon: LucideIcon; colour: string }

/** Always an icon and a word. */
const LOOKS: Record<Status, Look> = {
  draft: { word: 'Draft', icon: PencilLine, colour: 'text-queued' },
  documents: { word: 'Needs documents', icon: FileText, colour: 'text-held' },
  submitted: { word: 'Submitted', icon: Send, colour: 'text-sent' },
  exception: { word: 'Needs you', icon: CircleAlert, colour: 'text-failed' },
  foc_confirmed: { word: 'Date confirmed', icon: CalendarCheck, colour: 'text-sent' },
  voice_ported: { word: 'Voice ported', icon: PhoneIncoming, colour: 'text-received' },
  done: { word: 'Done', icon: Check, colour: 'text-delivered' },
  canceled: { word: 'Canceled', icon: Ban, colour: 'text-queued' },
}

export function PortMark({ status }: { status: Status }) {
  const { word, icon: Icon, colour } = LOOKS[status]
  return (
    <span className={`inline-flex items-baseline gap-1.5 text-13 font-medium ${colour}`}>
      <Icon className="size-3.5 shrink-0 self-center" strokeWidth={1.75} aria-hidden="true" />
      {word}
    </span>
  )
}
