'use client'

import { TextArea, TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { ask } from './actions.ts'

const KINDS = [
  ['longcode', 'Long codes'],
  ['toll_free', 'Toll-free numbers'],
] as const

export function AskForm() {
  const { state, send, pending, form } = useForm(ask)
  const { values, fieldErrors } = state
  const wrong = fieldErrors.numberKinds
  return (
    <form ref={form} action={send} className="grid max-w-[30rem] gap-4">
      <TextField
        key={`parts ${values.monthlyParts}`}
        name="monthlyParts"
        label="Outbound parts a month"
        inputMode="numeric"
        autoComplete="off"
        required
        maxLength={25}
        className="num"
        placeholder="250,000"
        defaultValue={values.monthlyParts}
        errors={fieldErrors.monthlyParts}
        hint="What you expect to send. From 10,000 on."
      />
      <fieldset className="grid gap-1.5" aria-describedby={wrong ? 'kinds-error' : undefined}>
        <legend className="mb-1.5 text-13 font-medium">On which numbers</legend>
        {KINDS.map(([kind, word]) => (
          <label key={kind} className="flex min-h-6 items-center gap-2 text-13">
            <input
              type="checkbox"
              name="numberKinds"
              value={kind}
              defaultChecked={kind === 'longcode'}
              className="size-4 accent-signal"
            />
            {word}
          </label>
        ))}
        {wrong ? (
          <p id="kinds-error" className="text-13 text-failed">
            {wrong[0]}
          </p>
        ) : null}
      </fieldset>
      <TextArea
        key={`note ${values.note}`}
        name="note"
        label="Note, if there is more to say"
        rows={3}
        maxLength={1_000}
        defaultValue={values.note}
        errors={fieldErrors.note}
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start`}>
        Ask for volume prices
      </button>
    </form>
  )
}
