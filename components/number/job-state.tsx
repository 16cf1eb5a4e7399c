import { Ban, Check, CircleAlert, Clock, Eye, type LucideIcon } from 'lucide-react'
import type { JobState } from '#domain/numbers/number-job.ts'

/** Always an icon and a word: the colour only helps. */
const LOOKS: Record<JobState, { word: string; icon: LucideIcon; colour: string }> = {
  ready: { word: 'To be looked at', icon: Eye, colour: 'text-held' },
  running: { word: 'Running', icon: Clock, colour: 'text-sent' },
  done: { word: 'Done', icon: Check, colour: 'text-delivered' },
  canceled: { word: 'Stopped', icon: Ban, colour: 'text-queued' },
  failed: { word: 'Failed', icon: CircleAlert, colour: 'text-failed' },
}

type Ended = { state: JobState; startedAt: Date | null }

export function JobStateMark({ job: { state, startedAt } }: { job: Ended }) {
  const { word, icon: Icon, colour } = LOOKS[state]
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium ${colour}`}>
      <Icon className="size-3.5 shrink-0 self-center" strokeWidth={1.75} aria-hidden="true" />
      {state === 'canceled' && !startedAt ? 'Discarded' : word}
    </span>
  )
}
