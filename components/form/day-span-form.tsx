import type { ReactNode } from 'react'
import { QUIET } from '#components/ui/button.ts'

type Props = { action: string; since: string; until: string; children?: ReactNode }

/** Two days, as `2026-11-24`, both meant. `children`: what the address keeps beside them. */
export function DaySpanForm({ action, since, until, children }: Props) {
  return (
    <form action={action} className="flex flex-wrap items-center gap-2 text-13">
      {children}
      <label className="flex items-center gap-2 text-ink-3">
        From
        <input type="date" name="since" defaultValue={since} required className="field w-[9.5rem] [height:32px]" />
      </label>
      <label className="flex items-center gap-2 text-ink-3">
        to
        <input type="date" name="until" defaultValue={until} className="field w-[9.5rem] [height:32px]" />
      </label>
      <button type="submit" className={QUIET}>
        Show
      </button>
    </form>
  )
}
