'use client'

import type { ReactNode } from 'react'
import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { ZoneField } from '#components/form/zone-field.tsx'
import { PRIMARY } from '#components/ui/button.ts'
import { openOneMore } from './actions.ts'

export function NewAccountForm({ zones, usualZone }: { zones: ReactNode; usualZone: string }) {
  const { state, send, pending, form } = useForm(openOneMore)
  const { values, fieldErrors } = state
  return (
    <form ref={form} action={send} className="grid gap-4">
      <TextField
        name="account"
        label="Account name"
        autoComplete="off"
        required
        maxLength={100}
        defaultValue={values.account}
        errors={fieldErrors.account}
      />
      <ZoneField value={values.time_zone ?? usualZone} errors={fieldErrors.time_zone}>
        {zones}
      </ZoneField>
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start`}>
        {pending ? 'Opening…' : 'Open the account'}
      </button>
    </form>
  )
}
