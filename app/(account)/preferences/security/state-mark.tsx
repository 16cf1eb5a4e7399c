import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'

const LOOKS = {
  on: { icon: CircleCheck, colour: 'text-delivered' },
  off: { icon: CircleDashed, colour: 'text-ink-3' },
  low: { icon: CircleAlert, colour: 'text-held' },
} as const

/** An icon and a word: the colour only helps. */
export function StateMark({ state, children }: { state: keyof typeof LOOKS; children: ReactNode }) {
  const { icon: Icon, colour } = LOOKS[state]
  return (
    <span className={`inline-flex items-baseline gap-1.5 text-13 font-medium ${colour}`}>
      <Icon className="size-3.5 shrink-0 self-center" strokeWidth={1.75} aria-hidden="true" />
      {children}
    </span>
  )
}
