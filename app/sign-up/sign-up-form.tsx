'use client'

import type { ReactNode } from 'react'
import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { MailSent } from '#components/form/mail-sent.tsx'
import { useForm } from '#components/form/use-form.ts'
import { ZoneField } from '#components/form/zone-field.tsx'
import { PRIMARY } from '#components/ui/button.ts'
import { askToSignUp } from './actions.ts'

export function SignUpForm({ zones, usualZone, mailbox }: { zones: ReactNode; usualZone: string; mailbox: boolean }) {
  const { state, send, pending, form } = useForm(askToSignUp)
  const { values, fieldErrors } = state
  if (state.ok)
    return (
      <MailSent to={values.email ?? ''} what="Its link opens the account; it works for 24 hours." mailbox={mailbox} />
    )
  return (
    <form ref={form} action={send} className="grid gap-4">
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
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        defaultValue={values.email}
        errors={fieldErrors.email}
      />
      <TextField
        name="account"
        label="Account name"
        autoComplete="organization"
        required
        maxLength={100}
        hint="Your company’s or team’s. It can be changed."
        defaultValue={values.account}
        errors={fieldErrors.account}
      />
      <ZoneField
        value={values.time_zone ?? usualZone}
        guess={values.time_zone === undefined}
        errors={fieldErrors.time_zone}
      >
        {zones}
      </ZoneField>
      <TextField
        name="password"
        label="Password"
        type="password"
        autoComplete="new-password"
        required
        maxLength={200}
        hint="At least 10 characters. Four words that nobody would put together make a good one."
        errors={fieldErrors.password}
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9`}>
        {pending ? 'Creating…' : 'Create the account'}
      </button>
    </form>
  )
}
