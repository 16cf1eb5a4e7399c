'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { setNewPassword } from './actions.ts'

export function NewPasswordForm({ token, email }: { token: string; email: string }) {
  const { state, send, pending, form } = useForm(setNewPassword)
  return (
    <form ref={form} action={send} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      {/* A password manager wants to know whose it is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <TextField
        name="password"
        label="New password"
        type="password"
        autoComplete="new-password"
        required
        maxLength={200}
        hint="At least 10 characters. Four words that nobody would put together make a good one."
        errors={state.fieldErrors.password}
      />
      <p className="text-13 text-ink-2">
        Every session of yours ends, on all devices. Then you sign in with the new one.
      </p>
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9`}>
        {pending ? 'Setting…' : 'Set the password'}
      </button>
    </form>
  )
}
