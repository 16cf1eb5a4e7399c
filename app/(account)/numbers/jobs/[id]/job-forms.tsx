'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { startJob, stopJob } from '../actions.ts'

export function StartForm({ id, words }: { id: string; words: string }) {
  const start = useForm(startJob)
  const discard = useForm(stopJob)
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-3">
        <form ref={start.form} action={start.send}>
          <input type="hidden" name="job" value={id} />
          <button type="submit" disabled={start.pending} className={`${PRIMARY} min-h-9 px-4`}>
            {words}
          </button>
        </form>
        <form ref={discard.form} action={discard.send}>
          <input type="hidden" name="job" value={id} />
          <button type="submit" disabled={discard.pending} className={`${QUIET} min-h-9 px-4`}>
            Discard
          </button>
        </form>
      </div>
      <FormMessage state={start.state} />
      <FormMessage state={discard.state} />
    </div>
  )
}

export function StopForm({ id }: { id: string }) {
  const { state, send, pending, form } = useForm(stopJob)
  return (
    <form ref={form} action={send} className="grid gap-3">
      <input type="hidden" name="job" value={id} />
      <div className="flex flex-wrap items-center gap-3">
        <button type="submit" disabled={pending} className={`${QUIET} min-h-9`}>
          Stop
        </button>
        <span className="text-13 text-ink-3">What was changed stays changed; the rest is left.</span>
      </div>
      <FormMessage state={state} />
    </form>
  )
}
