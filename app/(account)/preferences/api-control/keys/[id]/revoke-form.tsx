'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { revokeForGood } from '../actions.ts'

const DANGER =
  'inline-flex min-h-9 items-center justify-center rounded-md border border-failed/60 bg-surface px-4 text-13 font-medium text-failed transition-colors duration-150 hover:bg-failed-wash disabled:opacity-60'

export function RevokeForm({ id, name }: { id: string; name: string }) {
  const { state, send, pending, form } = useForm(revokeForGood)
  return (
    <form ref={form} action={send} className="grid max-w-[36rem] gap-4 wrap-anywhere">
      <input type="hidden" name="id" value={id} />
      <p className="text-13 text-ink-2">
        Ends the key and every secret of it, within a second and for good. To replace a secret without an outage, rotate
        it instead.
      </p>
      <TextField
        name="typed_name"
        label={`To confirm, type the key’s name: ${name}`}
        defaultValue={state.values.typed_name ?? ''}
        errors={state.fieldErrors.typed_name}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${DANGER} justify-self-start`}>
        Revoke this key
      </button>
    </form>
  )
}
