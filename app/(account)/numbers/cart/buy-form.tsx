'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { buyCart } from './actions.ts'

/** What was seen is what is bought: the numbers and their price go with the form. */
type Props = { numbers: string[]; seenNanos: string; price: string }

export function BuyForm({ numbers, seenNanos, price }: Props) {
  const { state, send, pending, form } = useForm(buyCart)
  return (
    <form ref={form} action={send} className="grid gap-4">
      {numbers.map((e164) => (
        <input key={e164} type="hidden" name="number" value={e164} />
      ))}
      <input type="hidden" name="seen_nanos" value={seenNanos} />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start`}>
        {numbers.length === 1 ? 'Buy this number' : `Buy these ${numbers.length} numbers`} for {price}
      </button>
    </form>
  )
}
