'use client'

import { SelectField, TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { PhoneField } from '#components/form/phone-field.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { addOne } from './actions.ts'

export function AddForm({ numbers }: { numbers: { e164: string; label: string }[] }) {
  const { state, send, pending, form } = useForm(addOne)
  const { values, fieldErrors } = state
  return (
    <form ref={form} action={send} className="grid max-w-[36rem] gap-4">
      <p className="text-13 text-ink-2">
        For who asked on the phone, by mail or in person. It blocks at once, as STOP does; they get no message about it.
      </p>
      <PhoneField
        key={state.ok ? state.message : 'consumer'}
        name="consumer"
        label="Consumer’s number"
        hint="Who wants no more messages"
        errors={fieldErrors.consumer}
        typed={state.ok ? '' : values.consumer}
      />
      <SelectField
        name="number"
        id="add-number"
        label="From your number"
        defaultValue={values.number ?? numbers[0]?.e164}
        errors={fieldErrors.number}
      >
        {numbers.map(({ e164, label }) => (
          <option key={e164} value={e164}>
            {label}
          </option>
        ))}
      </SelectField>
      <TextField
        name="note"
        label="Note (optional)"
        maxLength={200}
        autoComplete="off"
        defaultValue={state.ok ? '' : (values.note ?? '')}
        errors={fieldErrors.note}
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start px-4`}>
        Add opt-out
      </button>
    </form>
  )
}
