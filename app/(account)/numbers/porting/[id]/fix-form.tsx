'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { EXCEPTIONS, type ExceptionReason, promiseOf } from '#domain/porting/exceptions.ts'
import { fixOrder } from '../actions.ts'
import { AccountNumberField, AddressFields, type DetailsView, NameFields, PinField } from './detail-fields.tsx'

type Props = { id: string; reason: ExceptionReason; is: DetailsView; losingCarrier: string; numbers: string[] }

/** Exactly the fields that put the reason right. */
export function FixForm({ id, reason, is, losingCarrier, numbers }: Props) {
  const { state, send, pending, form } = useForm(fixOrder)
  const { fix } = EXCEPTIONS[reason]
  const fields = { state, is }
  return (
    <form ref={form} action={send} className="grid max-w-[36rem] gap-4">
      <input type="hidden" name="order" value={id} />
      {fix === 'account_number' ? <AccountNumberField {...fields} /> : null}
      {fix === 'pin' ? <PinField {...fields} required /> : null}
      {fix === 'names' ? <NameFields {...fields} /> : null}
      {fix === 'address' ? <AddressFields {...fields} /> : null}
      {fix === 'numbers' ? <NumberChoice numbers={numbers} errors={state.fieldErrors.numbers} /> : null}
      {fix === 'carrier' ? (
        <TextField
          name="losing_carrier"
          label="Losing carrier"
          maxLength={100}
          required
          autoComplete="off"
          defaultValue={state.values.losing_carrier ?? losingCarrier}
          errors={state.fieldErrors.losing_carrier}
        />
      ) : null}
      {fix === 'names' || fix === 'address' || fix === 'carrier' ? (
        <TextField
          name="typed_name"
          label="To sign the new letter, type the name of the authorised person"
          maxLength={100}
          required
          autoComplete="off"
          defaultValue={state.values.typed_name ?? ''}
          errors={state.fieldErrors.typed_name}
          hint="The letter of authorization is another one with this change."
        />
      ) : null}
      {fix === 'promise' ? <Promised text={promiseOf(reason) ?? ''} errors={state.fieldErrors.promised} /> : null}
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start px-4`}>
        Submit again
      </button>
    </form>
  )
}

function NumberChoice({ numbers, errors }: { numbers: string[]; errors: string[] | undefined }) {
  return (
    <fieldset className="grid gap-2" aria-describedby={errors ? 'without-error' : undefined}>
      <legend className="mb-1.5 text-13 font-medium">Take out of this order</legend>
      {numbers.map((e164) => (
        <label key={e164} className="flex min-h-6 w-fit items-center gap-2 text-13">
          <input type="checkbox" name="without" value={e164} className="size-4 accent-signal" />
          <span className="num">{formatNumber(e164)}</span>
        </label>
      ))}
      <p className="text-13 text-ink-3">None, when all are active at the losing carrier by now.</p>
      {errors ? (
        <p id="without-error" className="text-13 text-failed">
          {errors.join(' ')}
        </p>
      ) : null}
    </fieldset>
  )
}

function Promised({ text, errors }: { text: string; errors: string[] | undefined }) {
  return (
    <div className="grid gap-1.5">
      <label className="flex min-h-6 items-center gap-2 text-13">
        <input
          type="checkbox"
          name="promised"
          required
          aria-invalid={errors ? true : undefined}
          aria-describedby={errors ? 'promised-error' : undefined}
          className="size-4 accent-signal"
        />
        {text}
      </label>
      {errors ? (
        <p id="promised-error" className="text-13 text-failed">
          {errors.join(' ')}
        </p>
      ) : null}
    </div>
  )
}
