'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { saveNumber } from '../actions.ts'

type Props = { number: string; alias: string; tags: string }

/** How the account itself calls the number. */
export function SettingsForm({ number, alias, tags }: Props) {
  const { state, send, pending, form } = useForm(saveNumber)
  const { values, fieldErrors } = state
  return (
    <form ref={form} action={send} className="grid max-w-[36rem] gap-4">
      <input type="hidden" name="number" value={number} />
      <TextField
        key={`alias ${alias}`}
        name="alias"
        label="Alias"
        defaultValue={values.alias ?? alias}
        errors={fieldErrors.alias}
        maxLength={64}
        autoComplete="off"
      />
      <TextField
        key={`tags ${tags}`}
        name="tags"
        label="Tags"
        hint="Several are separated by commas; up to 20."
        defaultValue={values.tags ?? tags}
        errors={fieldErrors.tags}
        maxLength={700}
        autoComplete="off"
        spellCheck={false}
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${QUIET} min-h-9 justify-self-start px-4`}>
        Save
      </button>
    </form>
  )
}
