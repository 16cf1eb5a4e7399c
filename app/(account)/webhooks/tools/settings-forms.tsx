'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { chooseForm, chooseSchedule } from './actions.ts'

/** Beside the payload that it would mean. */
export function FormChoice({ form: wanted, word }: { form: string; word: string }) {
  const { state, send, pending, form } = useForm(chooseForm)
  return (
    <form ref={form} action={send} className="grid gap-3">
      <input type="hidden" name="form" value={wanted} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <button type="submit" disabled={pending} className={QUIET}>
          Use the form {word}
        </button>
        <span className="text-13 text-ink-3">
          For the whole account, from the next event on. What is queued keeps its bytes.
        </span>
      </div>
      <FormMessage state={state} />
    </form>
  )
}

export function ScheduleChoice({ schedule }: { schedule: string }) {
  const { state, send, pending, form } = useForm(chooseSchedule)
  return (
    <form ref={form} action={send} className="grid gap-3">
      <input type="hidden" name="schedule" value={schedule} />
      <button type="submit" disabled={pending} className={`${QUIET} w-fit`}>
        Use this schedule
      </button>
      <FormMessage state={state} />
    </form>
  )
}
