'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { MailSent } from '#components/form/mail-sent.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { askForResetLink } from './actions.ts'

export function ResetForm({ mailbox }: { mailbox: boolean }) {
  const { state, send, pending, form } = useForm(askForResetLink)
  const { values, fieldErrors } = state
  if (state.ok)
    return (
      <MailSent
        to={values.email ?? ''}
        what="If it belongs to somebody here, its link sets a new password; it works for an hour."
        mailbox={mailbox}
      />
    )
  return (
    <form ref={form} action={send} className="grid gap-4">
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        defaultValue={values.email}
        errors={fieldErrors.email}
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9`}>
        {pending ? 'Sending…' : 'Send the link'}
      </button>
    </form>
  )
}
