'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { openTheAccount } from './actions.ts'

export function ConfirmForm({ token, email }: { token: string; email: string }) {
  const { state, send, pending, form } = useForm(openTheAccount)
  return (
    <form ref={form} action={send} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      {/* So that a password manager knows whose password is asked for. */}
      <input type="hidden" name="email" value={email} autoComplete="username" />
      <TextField
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        required
        maxLength={200}
        hint="The one that you chose when you signed up."
        errors={state.fieldErrors.password}
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9`}>
        Open the account
      </button>
    </form>
  )
}
