'use client'

import type { ReactNode } from 'react'
import { FormMessage } from '#components/form/form-message.tsx'
import type { FormAction } from '#components/form/form-state.ts'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { accept, decline, withdraw } from './actions.ts'

export function OfferForms({ id }: { id: string }) {
  return (
    <div className="flex flex-wrap items-start gap-2.5">
      <OneForm id={id} action={accept} look={PRIMARY}>
        Accept these prices
      </OneForm>
      <OneForm id={id} action={decline} look={QUIET}>
        Decline
      </OneForm>
    </div>
  )
}

export function WithdrawForm({ id }: { id: string }) {
  return (
    <OneForm id={id} action={withdraw} look={QUIET}>
      Take the question back
    </OneForm>
  )
}

type Props = { id: string; action: FormAction; look: string; children: ReactNode }

function OneForm({ id, action, look, children }: Props) {
  const { state, send, pending, form } = useForm(action)
  return (
    <form ref={form} action={send} className="grid gap-3">
      <input type="hidden" name="quote" value={id} />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${look} min-h-9 justify-self-start`}>
        {children}
      </button>
    </form>
  )
}
