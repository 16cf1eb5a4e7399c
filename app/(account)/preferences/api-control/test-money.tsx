'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { formatTotal } from '#components/money.ts'
import { QUIET } from '#components/ui/button.ts'
import { refillTest } from './test-money-action.ts'

/** Money travels as a decimal string of nanodollars. */
type Props = { availableNanos: string; fullNanos: string; mayRefill: boolean }

export function TestMoney({ availableNanos, fullNanos, mayRefill }: Props) {
  const { state, send, pending, form } = useForm(refillTest)
  const isFull = BigInt(availableNanos) >= BigInt(fullNanos)
  return (
    <form ref={form} action={send} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="min-w-0 basis-full text-13 text-ink-2 sm:flex-1 sm:basis-64">
          What test keys send goes to the sandbox carrier and is paid with this, never with your balance. It buys
          nothing else.
        </p>
        <div className="flex min-h-8 items-center gap-4">
          <p className="num text-16 font-semibold">{formatTotal(availableNanos)}</p>
          {mayRefill && !isFull ? (
            <button type="submit" disabled={pending} className={QUIET}>
              Refill to {formatTotal(fullNanos)}
            </button>
          ) : null}
        </div>
      </div>
      <FormMessage state={state} />
    </form>
  )
}
