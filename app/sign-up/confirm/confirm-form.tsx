'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { openTheAccount } from './actions.ts'

export function ConfirmForm({ token }: { token: string }) {
  const { state, send, pending, form } = useForm(openTheAccount)
  return (
    <form ref={form} action={send} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9`}>
        {pending ? 'Opening…' : 'Open the account'}
      </button>
    </form>
  )
}
