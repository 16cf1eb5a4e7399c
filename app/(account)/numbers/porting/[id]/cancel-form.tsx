'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { cancelOrder } from '../actions.ts'

/** Asked once more by a second press, which is there without a script, too. */
export function CancelForm({ id, carrier }: { id: string; carrier: string }) {
  const { state, send, pending, form } = useForm(cancelOrder)
  return (
    <details>
      <summary className={`${QUIET} w-fit`}>Cancel this order</summary>
      <form ref={form} action={send} className="mt-3 grid max-w-[36rem] gap-3">
        <input type="hidden" name="order" value={id} />
        <p className="text-13 wrap-anywhere text-ink-2">
          The numbers stay with {carrier}. A canceled order is not opened again: to port them later, open another.
        </p>
        <FormMessage state={state} />
        <button type="submit" disabled={pending} className={`${QUIET} min-h-9 justify-self-start px-4 text-failed`}>
          Yes, cancel port order {id}
        </button>
      </form>
    </details>
  )
}
