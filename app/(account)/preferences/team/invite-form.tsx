'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import type { Role } from '#domain/access/scope.ts'
import { invite } from './actions.ts'
import { RoleChoice } from './role-choice.tsx'

export function InviteForm({ roles }: { roles: readonly Role[] }) {
  const { state, send, pending, form } = useForm(invite)
  const { values, fieldErrors } = state
  return (
    <form ref={form} action={send} className="grid gap-4 rounded-md border border-line bg-surface px-4 py-4">
      <div className="max-w-[26rem]">
        <TextField
          name="email"
          label="E-mail of whom to invite"
          type="email"
          autoComplete="off"
          required
          maxLength={254}
          defaultValue={values.email}
          errors={fieldErrors.email}
        />
      </div>
      <RoleChoice legend="Role" roles={roles} value={values.role ?? ''} errors={fieldErrors.role} />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start`}>
        {pending ? 'Sending…' : 'Send the invitation'}
      </button>
    </form>
  )
}
