'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { signLetter } from '../actions.ts'

type Props = { id: string; authorisedPerson: string | null; button: string }

export function SignForm({ id, authorisedPerson, button }: Props) {
  const { state, send, pending, form } = useForm(signLetter)
  return (
    <form ref={form} action={send} className="grid max-w-[36rem] gap-3">
      <input type="hidden" name="order" value={id} />
      <TextField
        name="typed_name"
        label={`To sign, type the name of the authorised person: ${authorisedPerson ?? ''}`}
        maxLength={100}
        required
        autoComplete="off"
        defaultValue={state.values.typed_name ?? ''}
        errors={state.fieldErrors.typed_name}
        hint="Name, moment and your address on the network stand under the letter."
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${QUIET} min-h-9 justify-self-start px-4`}>
        {button}
      </button>
    </form>
  )
}
