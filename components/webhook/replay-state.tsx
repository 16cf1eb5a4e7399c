import { Ban, Check, Clock, type LucideIcon } from 'lucide-react'
import type { ReplayState } from '#domain/webhooks/replay-rows.ts'

/** Always an icon and a word: the colour only helps. */
const LOOKS: Record<ReplayState, { word: string; icon: LucideIcon; colour: string }> = {
  running: { word: 'Running', icon: Clock, colour: 'text-sent' },
  done: { word: 'Done', icon: Check, colour: 'text-delivered' },
  canceled: { word: 'Stopped', icon: Ban, colour: 'text-queued' },
}

export function ReplayStateMark({ state }: { state: ReplayState }) {
  const { word, icon: Icon, colour } = LOOKS[state]
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium ${colour}`}>
      <Icon className="size-3.5 shrink-0 self-center" strokeWidth={1.75} aria-hidden="true" />
      {word}
    </span>
  )
}
