'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { stopReplay } from '../actions.ts'

export function StopForm({ id }: { id: string }) {
  const { state, send, pending, form } = useForm(stopReplay)
  return (
    <form ref={form} action={send} className="grid gap-3">
      <input type="hidden" name="replay" value={id} />
      <div className="flex flex-wrap items-center gap-3">
        <button type="submit" disabled={pending} className={`${QUIET} min-h-9`}>
          Stop
        </button>
        <span className="text-13 text-ink-3">What has gone out has gone out; the rest stays as it was before.</span>
      </div>
      <FormMessage state={state} />
    </form>
  )
}
