'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { stopExport } from '../actions.ts'

export function CancelForm({ id }: { id: string }) {
  const { state, send, pending, form } = useForm(stopExport)
  return (
    <form ref={form} action={send} className="grid gap-3">
      <input type="hidden" name="export" value={id} />
      <div className="flex flex-wrap items-center gap-3">
        <button type="submit" disabled={pending} className={`${QUIET} min-h-9`}>
          Cancel
        </button>
        <span className="text-13 text-ink-3">What was written so far is thrown away.</span>
      </div>
      <FormMessage state={state} />
    </form>
  )
}
