'use client'

import type { ReactNode } from 'react'
import { FormMessage } from '#components/form/form-message.tsx'
import type { FormAction } from '#components/form/form-state.ts'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { endOldSecret, extendOldSecret, saveQuietMinutes } from '../actions.ts'

const QUIET_TIMES = [
  [5, '5 minutes'],
  [15, '15 minutes'],
  [60, '1 hour'],
  [240, '4 hours'],
  [1440, '24 hours'],
] as const

export function EndForm({ id, done }: { id: string; done: boolean }) {
  return (
    <SmallForm id={id} action={endOldSecret} button="End the old secret now" look={done ? PRIMARY : QUIET}>
      {null}
    </SmallForm>
  )
}

export function ExtendForm({ id }: { id: string }) {
  return (
    <SmallForm id={id} action={extendOldSecret} button="Extend">
      <label htmlFor="extend" className="text-13 text-ink-2">
        Give them
      </label>
      <select id="extend" name="dies" defaultValue="24h" className="field w-auto">
        <option value="24h">24 hours from now</option>
        <option value="7d">7 days from now</option>
      </select>
    </SmallForm>
  )
}

export function QuietForm({ id, minutes }: { id: string; minutes: number }) {
  const times = QUIET_TIMES.some(([one]) => one === minutes)
    ? QUIET_TIMES
    : ([...QUIET_TIMES, [minutes, `${minutes} minutes`]] as const)
  return (
    <SmallForm id={id} action={saveQuietMinutes} button="Set">
      <label htmlFor="quiet" className="text-13 text-ink-2">
        Done when quiet for
      </label>
      <select key={minutes} id="quiet" name="minutes" defaultValue={minutes} className="field w-auto">
        {times.map(([one, word]) => (
          <option key={one} value={one}>
            {word}
          </option>
        ))}
      </select>
    </SmallForm>
  )
}

type Props = { id: string; action: FormAction; button: string; look?: string; children: ReactNode }

function SmallForm({ id, action, button, look = QUIET, children }: Props) {
  const { state, send, pending, form } = useForm(action)
  const problem = state.fieldErrors.until ?? state.fieldErrors.minutes
  return (
    <form ref={form} action={send} className="grid gap-2">
      <input type="hidden" name="id" value={id} />
      <div className="flex flex-wrap items-center gap-2">
        {children}
        <button type="submit" disabled={pending} className={`${look} min-h-9`}>
          {button}
        </button>
      </div>
      {problem ? <p className="max-w-[40ch] text-13 text-failed">{problem.join(' ')}</p> : null}
      <FormMessage state={state} />
    </form>
  )
}
