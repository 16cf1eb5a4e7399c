'use client'

import type { ReactNode } from 'react'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { FormMessage } from './form-message.tsx'
import type { FormAction } from './form-state.ts'
import { useForm } from './use-form.ts'

type Props = { token: string; action: FormAction; primary?: boolean; children: ReactNode }

/** One button that sends the link’s token. */
export function TokenForm({ token, action, primary = false, children }: Props) {
  const { state, send, pending, form } = useForm(action)
  return (
    <form ref={form} action={send} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${primary ? PRIMARY : QUIET} min-h-9`}>
        {children}
      </button>
    </form>
  )
}
