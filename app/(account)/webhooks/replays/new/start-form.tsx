'use client'

import { useState } from 'react'
import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { duration } from '#components/time/zone.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { beginReplay } from '../actions.ts'

const USUAL = 50

/** `fields`: what is asked for, as its address has it. */
type Props = { fields: [name: string, value: string][]; total: number }

export function StartForm({ fields, total }: Props) {
  const { state, send, pending, form } = useForm(beginReplay)
  const [rate, setRate] = useState(USUAL)
  const seconds = Math.ceil(total / Math.max(1, rate))
  return (
    <form ref={form} action={send} className="grid gap-4 border-t border-line pt-4">
      {fields.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="max-w-[21rem]">
        <TextField
          name="per_second"
          type="number"
          min={1}
          max={1000}
          required
          label="Events a second"
          defaultValue={state.values.per_second ?? USUAL}
          onChange={(event) => setRate(Number(event.target.value) || 1)}
          errors={state.fieldErrors.per_second}
          className="num"
          hint={`About ${duration(seconds * 1000)} at this rate. New events go out beside it.`}
        />
      </div>
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 w-fit px-4`}>
        {pending ? 'Starting' : `Send ${total.toLocaleString('en-US')} again`}
      </button>
      <FormMessage state={state} />
    </form>
  )
}
