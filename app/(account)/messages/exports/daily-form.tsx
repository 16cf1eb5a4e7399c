'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { changeDaily } from './actions.ts'

export function DailyForm({ id, isPaused }: { id: string; isPaused: boolean }) {
  const { state, send, pending, form } = useForm(changeDaily)
  return (
    <form ref={form} action={send} className="grid gap-2">
      <input type="hidden" name="schedule" value={id} />
      <div className="flex gap-2">
        <button type="submit" name="change" value={isPaused ? 'resume' : 'pause'} disabled={pending} className={QUIET}>
          {isPaused ? 'Resume' : 'Pause'}
        </button>
        <button type="submit" name="change" value="delete" disabled={pending} className={`${QUIET} text-failed!`}>
          Delete
        </button>
      </div>
      <FormMessage state={state} />
    </form>
  )
}
