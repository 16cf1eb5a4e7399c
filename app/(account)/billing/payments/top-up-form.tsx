'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { topUp } from './actions.ts'

export function TopUpForm() {
  const { state, send, pending, form } = useForm(topUp)
  const { values, fieldErrors } = state
  const wasSent = Object.keys(values).length > 0
  return (
    <form ref={form} action={send} className="grid max-w-[26rem] gap-4">
      <TextField
        key={values.amount}
        name="amount"
        label="Amount in US dollars"
        inputMode="decimal"
        autoComplete="off"
        required
        maxLength={20}
        className="num"
        defaultValue={values.amount ?? '50.00'}
        errors={fieldErrors.amount}
        hint="Between $5.00 and $5,000.00. The next page, at Stripe, asks for the card: its number never comes here."
      />
      <label className="flex items-center gap-2 text-13">
        <input
          type="checkbox"
          name="save_card"
          defaultChecked={wasSent ? values.save_card === 'on' : false}
          className="size-4 accent-signal"
        />
        Save this card for auto-recharge
      </label>
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start`}>
        Go on to the card
      </button>
    </form>
  )
}
