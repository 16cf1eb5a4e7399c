'use client'

import type { ReactNode } from 'react'
import { FormMessage } from '#components/form/form-message.tsx'
import type { FormAction } from '#components/form/form-state.ts'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { revoke, sendAgain } from './actions.ts'

export function InvitationForms({ id }: { id: string }) {
  return (
    <div className="flex flex-wrap items-start gap-2 py-1">
      <OneForm id={id} action={sendAgain}>
        Send it again
      </OneForm>
      <OneForm id={id} action={revoke} look="text-failed!">
        Revoke it
      </OneForm>
    </div>
  )
}

type Props = { id: string; action: FormAction; look?: string; children: ReactNode }

function OneForm({ id, action, look = '', children }: Props) {
  const { state, send, pending, form } = useForm(action)
  return (
    <form ref={form} action={send} className="grid gap-3">
      <input type="hidden" name="invitation" value={id} />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${QUIET} justify-self-start ${look}`}>
        {children}
      </button>
    </form>
  )
}
