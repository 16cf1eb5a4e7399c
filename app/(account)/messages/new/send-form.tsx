'use client'

import { useState } from 'react'
import { SelectField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { PhoneField } from '#components/form/phone-field.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { destinationOf } from '#domain/rates/destination-of.ts'
import { sendMessage } from './actions.ts'
import { Composer } from './composer.tsx'
import { PartsPreview } from './parts-preview.tsx'

/** `partNanos`: of the next part, by the group of destinations. */
export type Sender = { e164: string; label: string; partNanos: Record<string, string> }

export function SendForm({ senders, idempotencyKey }: { senders: Sender[]; idempotencyKey: string }) {
  const { state, send, pending, form } = useForm(sendMessage)
  const { values, fieldErrors } = state
  const [from, setFrom] = useState(values.from ?? senders[0]?.e164)
  const [to, setTo] = useState(values.to ?? '')
  const [body, setBody] = useState(values.body ?? '')
  const sender = senders.find((one) => one.e164 === from)
  return (
    <div className="grid gap-x-12 gap-y-6 panel:grid-cols-[36rem_minmax(0,1fr)]">
      <form ref={form} action={send} className="grid content-start gap-5">
        <input type="hidden" name="idempotencyKey" value={values.idempotencyKey ?? idempotencyKey} />
        <SelectField
          // A form that was answered goes back to its defaults: the choice must be one.
          key={values.from}
          name="from"
          label="From"
          defaultValue={from}
          onChange={(event) => setFrom(event.target.value)}
          errors={fieldErrors.from}
          className="num"
        >
          {senders.map((one) => (
            <option key={one.e164} value={one.e164}>
              {one.label}
            </option>
          ))}
        </SelectField>
        <PhoneField
          name="to"
          label="To"
          hint="Any number in North America (+1), in any spelling."
          errors={fieldErrors.to}
          typed={values.to}
          own={from}
          onType={setTo}
        />
        <Composer
          body={body}
          onChange={setBody}
          partNanos={priceTo(to, sender?.partNanos ?? {})}
          errors={fieldErrors.body}
        />
        <FormMessage state={state} />
        <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start px-4`}>
          {pending ? 'Sending…' : 'Send'}
        </button>
      </form>
      <PartsPreview body={body} />
    </div>
  )
}

/** In nanodollars; before the other number is whole, the least and the most it can be. */
function priceTo(typed: string, byDestination: Sender['partNanos']): { least: bigint; most: bigint } | null {
  const number = parseNumber(typed)
  const known = number.ok ? byDestination[destinationOf(number.e164)] : undefined
  const all = (known === undefined ? Object.values(byDestination) : [known])
    .map(BigInt)
    .sort((one, other) => (one < other ? -1 : 1))
  const [least, most] = [all[0], all.at(-1)]
  return least === undefined || most === undefined ? null : { least, most }
}
