'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { submitOrder } from '../actions.ts'

export function SubmitForm({ id, missing }: { id: string; missing: string[] }) {
  const { state, send, pending, form } = useForm(submitOrder)
  return (
    <form ref={form} action={send} className="grid gap-3">
      <input type="hidden" name="order" value={id} />
      {missing.length > 0 ? <p className="text-13 text-ink-2">It still needs {missing.join(' and ')}.</p> : null}
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start px-4`}>
        Submit to the losing carrier
      </button>
    </form>
  )
}
