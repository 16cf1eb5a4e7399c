'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { joinNew } from './actions.ts'

export function JoinForm({ token, email }: { token: string; email: string }) {
  const { state, send, pending, form } = useForm(joinNew)
  const { values, fieldErrors } = state
  return (
    <form ref={form} action={send} className="grid gap-4 border-t border-line pt-5">
      <input type="hidden" name="token" value={token} />
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <TextField
        name="name"
        label="Your name"
        autoComplete="name"
        required
        maxLength={100}
        defaultValue={values.name}
        errors={fieldErrors.name}
      />
      <TextField
        name="password"
        label="Choose a password"
        type="password"
        autoComplete="new-password"
        required
        maxLength={200}
        hint="At least 10 characters. Four words that nobody would put together make a good one."
        errors={fieldErrors.password}
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9`}>
        {pending ? 'Joining…' : 'Join the account'}
      </button>
    </form>
  )
}
