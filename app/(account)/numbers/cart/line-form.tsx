'use client'

import type { ReactNode } from 'react'
import type { FormAction } from '#components/form/form-state.ts'
import { OpenAccountField } from '#components/form/open-account.tsx'
import { useForm } from '#components/form/use-form.ts'

type Props = { e164: string; action: FormAction; label: string; children: ReactNode }

/** One small button about one number. What went wrong is said beside it; what went right, the row says itself. */
export function LineForm({ e164, action, label, children }: Props) {
  const { state, send, pending, form } = useForm(action)
  return (
    <form ref={form} action={send} className="inline-flex flex-wrap items-center gap-x-2">
      <input type="hidden" name="number" value={e164} />
      <OpenAccountField />
      <button type="submit" disabled={pending} aria-label={label} className="link min-h-6 text-13">
        {children}
      </button>
      <span role="status" className="text-13 whitespace-normal text-failed empty:hidden">
        {state.ok ? '' : (state.message ?? '')}
      </span>
    </form>
  )
}
