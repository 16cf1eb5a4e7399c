'use client'

import { useEffect, useState } from 'react'
import { SelectField, TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { addLimit } from './actions.ts'
import { TermFields } from './term-fields.tsx'

type Option = { value: string; word: string }
type Props = { subjects: Option[]; periods: Option[]; keys: Option[] }

/** Without JavaScript all three choices of a subject stand there; what does not fit it is not read. */
export function LimitForm({ subjects, periods, keys }: Props) {
  const { state, send, pending, form } = useForm(addLimit)
  const { values, fieldErrors } = state
  const [picked, pick] = useState<string | null>(null)
  useEffect(() => pick((now) => now ?? 'account'), [])
  const shows = (one: string) => picked === null || picked === one
  return (
    <form ref={form} action={send} className="grid gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          key={`subject ${values.subject}`}
          name="subject"
          label="What it limits"
          defaultValue={values.subject ?? 'account'}
          onChange={(event) => pick(event.target.value)}
          errors={fieldErrors.subject}
        >
          {options(subjects)}
        </SelectField>
        <SelectField
          key={`period ${values.period}`}
          name="period"
          label="In"
          defaultValue={values.period ?? 'day'}
          errors={fieldErrors.period}
          hint="Of the account’s time zone."
        >
          {options(periods)}
        </SelectField>
        {shows('key') && keys.length > 0 ? (
          <SelectField
            key={`key ${values.key}`}
            name="key"
            label="API key"
            defaultValue={values.key}
            errors={fieldErrors.key}
            hint={picked ? undefined : 'Only for a limit of a key.'}
          >
            {options(keys)}
          </SelectField>
        ) : null}
        {shows('number') ? (
          <TextField
            key={`number ${values.number}`}
            name="number"
            label="Number"
            className="num"
            autoComplete="off"
            maxLength={20}
            placeholder="+12065550100"
            defaultValue={values.number}
            errors={fieldErrors.number}
            hint={picked ? undefined : 'Only for a limit of a number.'}
          />
        ) : null}
        {shows('prefix') ? (
          <TextField
            key={`prefix ${values.prefix}`}
            name="prefix"
            label="Destinations that begin with"
            className="num"
            autoComplete="off"
            maxLength={40}
            placeholder="+1268"
            defaultValue={values.prefix}
            errors={fieldErrors.prefix}
            hint={picked ? undefined : 'Only for a limit of a prefix.'}
          />
        ) : null}
        <TermFields
          id="new"
          values={values}
          errors={fieldErrors}
          saved={{ name: '', amount: '', percents: '80 100' }}
        />
      </div>
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start`}>
        Set limit
      </button>
    </form>
  )
}

function options(all: Option[]) {
  return all.map(({ value, word }) => (
    <option key={value} value={value}>
      {word}
    </option>
  ))
}
