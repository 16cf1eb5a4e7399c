'use client'

import type { ReactNode } from 'react'
import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { ZoneField } from '#components/form/zone-field.tsx'
import { PRIMARY } from '#components/ui/button.ts'
import { saveAccount } from './actions.ts'

type Props = { account: { name: string; timeZone: string }; zones: ReactNode; mayChange: boolean }

export function AccountForm({ account, zones, mayChange }: Props) {
  const { state, send, pending, form } = useForm(saveAccount)
  const { values, fieldErrors } = state
  const name = values.account ?? account.name
  return (
    <form ref={form} action={send} className="grid gap-4">
      <TextField
        key={name}
        name="account"
        label="Account name"
        autoComplete="off"
        required
        maxLength={100}
        defaultValue={name}
        readOnly={!mayChange}
        errors={fieldErrors.account}
      />
      <ZoneField value={values.time_zone ?? account.timeZone} disabled={!mayChange} errors={fieldErrors.time_zone}>
        {zones}
      </ZoneField>
      <FormMessage state={state} />
      {mayChange ? (
        <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start`}>
          Save
        </button>
      ) : null}
    </form>
  )
}
