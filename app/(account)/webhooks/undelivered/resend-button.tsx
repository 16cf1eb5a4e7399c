'use client'

import { OpenAccountField } from '#components/form/open-account.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { resend } from '../actions.ts'

/** One row's own form; what came of it takes the button's place, since the row itself is gone with the next look. */
export function ResendButton({ id }: { id: string }) {
  const { state, send, pending, form } = useForm(resend)
  return (
    <form ref={form} action={send} className="relative z-[1] inline-grid gap-1">
      <OpenAccountField />
      <input type="hidden" name="event" value={id} />
      <button type="submit" disabled={pending || state.ok} className={QUIET}>
        {state.ok ? 'Due now' : pending ? 'Sending' : 'Send now'}
      </button>
      <span role="status" className="text-12 whitespace-normal text-failed empty:absolute">
        {state.ok ? null : state.message}
      </span>
    </form>
  )
}
