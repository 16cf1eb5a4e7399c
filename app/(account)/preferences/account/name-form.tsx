'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { saveName } from './actions.ts'

export function NameForm({ name, email }: { name: string; email: string }) {
  const { state, send, pending, form } = useForm(saveName)
  const typed = state.values.name ?? name
  return (
    <form ref={form} action={send} className="grid gap-4">
      <TextField
        key={typed}
        name="name"
        label="Your name"
        autoComplete="name"
        required
        maxLength={100}
        hint={
          <>
            You sign in as <span className="break-all text-ink-2">{email}</span>. Your name is the same on all your
            accounts.
          </>
        }
        defaultValue={typed}
        errors={state.fieldErrors.name}
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${QUIET} min-h-9 justify-self-start`}>
        Save your name
      </button>
    </form>
  )
}
