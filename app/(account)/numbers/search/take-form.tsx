'use client'

import { OpenAccountField } from '#components/form/open-account.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { addToCart } from '../cart/actions.ts'

/** Reserves one number, or a whole block, for ten minutes. What went wrong is said beside it; what went right, the row says itself. */
export function TakeForm({ numbers, label }: { numbers: string[]; label: string }) {
  const { state, send, pending, form } = useForm(addToCart)
  return (
    <form ref={form} action={send} className="inline-flex flex-wrap items-center justify-end gap-x-2">
      {numbers.map((e164) => (
        <input key={e164} type="hidden" name="number" value={e164} />
      ))}
      <OpenAccountField />
      <button type="submit" disabled={pending} aria-label={label} className={`${QUIET} min-h-7! px-2.5!`}>
        Reserve
      </button>
      <span role="status" className="text-13 whitespace-normal text-failed empty:hidden">
        {state.ok ? '' : (state.message ?? '')}
      </span>
    </form>
  )
}
