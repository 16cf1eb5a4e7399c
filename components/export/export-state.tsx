import { Ban, Check, CircleAlert, Clock, Hourglass, type LucideIcon, TimerOff } from 'lucide-react'
import type { ExportRow } from '#domain/exports/export-rows.ts'

/** Always an icon and a word: the colour only helps. */
const LOOKS: Record<ExportRow['state'] | 'expired', { word: string; icon: LucideIcon; colour: string }> = {
  waiting: { word: 'Waiting', icon: Hourglass, colour: 'text-queued' },
  running: { word: 'Running', icon: Clock, colour: 'text-sent' },
  done: { word: 'Ready', icon: Check, colour: 'text-delivered' },
  canceled: { word: 'Canceled', icon: Ban, colour: 'text-queued' },
  failed: { word: 'Failed', icon: CircleAlert, colour: 'text-failed' },
  expired: { word: 'Expired', icon: TimerOff, colour: 'text-queued' },
}

export function isExpired({ state, expiresAt }: Pick<ExportRow, 'state' | 'expiresAt'>, at: Date): boolean {
  return state === 'done' && (!expiresAt || expiresAt <= at)
}

export function ExportStateMark({ of, at }: { of: Pick<ExportRow, 'state' | 'expiresAt'>; at: Date }) {
  const { word, icon: Icon, colour } = LOOKS[isExpired(of, at) ? 'expired' : of.state]
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium ${colour}`}>
      <Icon className="size-3.5 shrink-0 self-center" strokeWidth={1.75} aria-hidden="true" />
      {word}
    </span>
  )
}
