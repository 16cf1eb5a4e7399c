'use client'

import { SelectField, TextArea, TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'

import { saveFuse } from './actions.ts'

type Props = { isOn: boolean; prefix: string; most: string; seconds: string; exceptions: string }

export function FuseForm({ isOn, prefix, most, seconds, exceptions }: Props) {
  const { state, send, pending, form } = useForm(saveFuse)
  const { values, fieldErrors } = state
  const sent = Object.keys(values).length > 0 && !state.ok
  const count = (name: string, label: string, value: string) => (
    <TextField
      key={`${name} ${values[name] ?? value}`}
      name={name}
      label={label}
      inputMode="numeric"
      autoComplete="off"
      required
      maxLength={6}
      className="num"
      defaultValue={values[name] ?? value}
      errors={fieldErrors[name]}
    />
  )
  return (
    <form ref={form} action={send} className="grid gap-4">
      <label className="flex items-center gap-2.5 font-medium">
        <input
          type="checkbox"
          key={`on ${isOn}`}
          name="fuse"
          defaultChecked={sent ? values.fuse === 'on' : isOn}
          className="size-4 accent-signal"
        />
        Pause a destination when too much goes there at once
      </label>
      <div className="grid gap-4 sm:grid-cols-3">
        {count('fuse_most', 'More than so many messages', most)}
        {count('fuse_seconds', 'Within so many seconds', seconds)}
        <SelectField
          key={`prefix ${values.fuse_prefix ?? prefix}`}
          name="fuse_prefix"
          label="To one"
          defaultValue={values.fuse_prefix ?? prefix}
          errors={fieldErrors.fuse_prefix}
        >
          <option value="8">exchange</option>
          <option value="5">area code</option>
        </SelectField>
      </div>
      <TextArea
        key={`exceptions ${values.exceptions ?? exceptions}`}
        name="exceptions"
        label="Prefixes that never trip it"
        rows={2}
        maxLength={2_000}
        defaultValue={values.exceptions ?? exceptions}
        errors={fieldErrors.exceptions}
        hint="One a line, such as +1206."
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${QUIET} min-h-9 justify-self-start`}>
        Save fuse
      </button>
    </form>
  )
}
