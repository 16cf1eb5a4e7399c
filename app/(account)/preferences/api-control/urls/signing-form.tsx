'use client'

import { SelectField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import type { FormAction } from '#components/form/form-state.ts'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'

const OVERLAPS = [
  ['0', 'not at all: it has leaked'],
  ['1', 'for 1 hour'],
  ['24', 'for 24 hours'],
  ['72', 'for 3 days'],
  ['168', 'for 7 days'],
] as const

/** `overlap`: what goes on beside the new, and for how long is asked. */
type Props = { action: FormAction; fields: Record<string, string>; button: string; overlap?: string }

/** One thing to do with a signing secret; what it answers is shown here and nowhere else. */
export function SigningForm({ action, fields, button, overlap }: Props) {
  const { state, send, pending, form } = useForm(action)
  return (
    <form ref={form} action={send} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="flex flex-wrap items-end gap-x-3 gap-y-3">
        {overlap ? (
          <SelectField
            id={`overlap ${button}`.replaceAll(/\W+/g, '-')}
            name="overlap_hours"
            label={overlap}
            defaultValue={state.values.overlap_hours ?? '24'}
            errors={state.fieldErrors.overlap_hours}
          >
            {OVERLAPS.map(([hours, words]) => (
              <option key={hours} value={hours}>
                {words}
              </option>
            ))}
          </SelectField>
        ) : null}
        <button type="submit" disabled={pending} className={`${QUIET} min-h-9`}>
          {button}
        </button>
      </div>
      {state.signingSecret ? (
        <p className="flex flex-wrap items-baseline gap-1 text-13">
          <span className="num break-all">{state.signingSecret}</span>
          <CopyButton text={state.signingSecret} what="signing secret" />
        </p>
      ) : null}
      <FormMessage state={state} />
    </form>
  )
}
