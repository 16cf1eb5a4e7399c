'use client'

import type { ReactNode } from 'react'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { rollBack } from './actions.ts'

type Props = { kind: string; number: string; seen: number; children: ReactNode }

/** Around the versions, whose buttons name the one to set back. No second question: what it undoes can be undone the same way. */
export function RollBackForm({ kind, number, seen, children }: Props) {
  const { state, send, form } = useForm(rollBack)
  return (
    <form ref={form} action={send} className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="seen" value={seen} />
      <FormMessage state={state} />
      {children}
    </form>
  )
}
