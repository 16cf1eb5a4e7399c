'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { saveRecharge } from './actions.ts'

/** Amounts as they are typed, in dollars. */
type Props = { isOn: boolean; below: string; amount: string; day: string; month: string; mayChange: boolean }

export function RechargeForm({ isOn, mayChange, ...saved }: Props) {
  const { state, send, pending, form } = useForm(saveRecharge)
  const { values, fieldErrors } = state
  const sent = Object.keys(values).length > 0 && !state.ok
  const field = (name: string, label: string, value: string) => (
    <TextField
      key={`${name} ${values[name] ?? value}`}
      name={name}
      label={label}
      inputMode="decimal"
      autoComplete="off"
      required
      maxLength={20}
      className="num"
      readOnly={!mayChange}
      defaultValue={values[name] ?? value}
      errors={fieldErrors[name]}
    />
  )
  return (
    <form ref={form} action={send} className="grid gap-4">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
        <input
          type="checkbox"
          key={`on ${isOn}`}
          id="recharge"
          name="recharge"
          defaultChecked={sent ? values.recharge === 'on' : isOn}
          disabled={!mayChange}
          aria-describedby="recharge-hint"
          className="mt-0.5 size-4 accent-signal"
        />
        <label htmlFor="recharge" className="font-medium">
          Charge the saved card when the balance runs low
        </label>
        <p id="recharge-hint" className="col-start-2 text-13 text-ink-2">
          Once each time the balance falls below the threshold. If it is below already when you turn this on, the first
          charge is made at once. Three declines in a row turn it off.
        </p>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {field('below', 'When the balance is below', saved.below)}
        {field('recharge_amount', 'Charge', saved.amount)}
        {field('day_most', 'At most in a day', saved.day)}
        {field('month_most', 'At most in a month', saved.month)}
      </div>
      <FormMessage state={state} />
      {mayChange ? (
        <button type="submit" disabled={pending} className={`${QUIET} min-h-9 justify-self-start`}>
          Save auto-recharge
        </button>
      ) : null}
    </form>
  )
}
