'use client'

import { SelectField, TextArea } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { PhoneField } from '#components/form/phone-field.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { simulateInbound } from './actions.ts'

export function SimulateForm({ numbers }: { numbers: { e164: string; label: string }[] }) {
  const { state, send, pending, form } = useForm(simulateInbound)
  const { values, fieldErrors } = state
  return (
    <form ref={form} action={send} className="grid gap-5">
      <PhoneField
        name="from"
        label="From this phone"
        hint="Any North American number; it need not exist."
        errors={fieldErrors.from}
        typed={values.from}
      />
      <SelectField
        key={values.to}
        name="to"
        label="To your number"
        defaultValue={values.to}
        errors={fieldErrors.to}
        className="num"
      >
        {numbers.map((one) => (
          <option key={one.e164} value={one.e164}>
            {one.label}
          </option>
        ))}
      </SelectField>
      <TextArea name="body" label="Text" required rows={3} defaultValue={values.body} errors={fieldErrors.body} />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start px-4`}>
        {pending ? 'Sending…' : 'Send from the phone'}
      </button>
    </form>
  )
}
