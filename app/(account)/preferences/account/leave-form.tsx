'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { leave } from './actions.ts'

export function LeaveForm({ account }: { account: string }) {
  const { state, send, pending, form } = useForm(leave)
  const wasSent = state.message !== null || state.sudo !== null
  return (
    <details open={wasSent}>
      <summary className="w-fit text-13 text-failed underline decoration-failed/40 underline-offset-3">
        Leave this account
      </summary>
      <form ref={form} action={send} className="mt-2.5 grid gap-3">
        <p className="max-w-[64ch] text-13 break-words text-ink-2">
          You are off {account} at once, on all devices. Coming back takes an invitation. The last owner cannot leave.
        </p>
        <FormMessage state={state} />
        <button
          type="submit"
          disabled={pending}
          className={`${QUIET} justify-self-start text-left whitespace-normal! text-failed!`}
        >
          Leave the account
        </button>
      </form>
    </details>
  )
}
