'use client'

import { Fingerprint } from 'lucide-react'
import { QUIET } from '#components/ui/button.ts'
import { Notice } from '#components/ui/notice.tsx'
import type { FormAction } from './form-state.ts'
import { usePasskey, usePasskeysWork } from './use-passkey.ts'

type Props = { action: FormAction; label: string; fields: Record<string, string> }

/** One press, and the device asks for finger, face or PIN. Offered only where that can be. */
export function PasskeyButton({ action, label, fields }: Props) {
  const { state, send, pending, problem, form } = usePasskey(action)
  const told = problem ?? (state.ok || state.challenge ? null : state.message)
  if (!usePasskeysWork()) return null
  return (
    <form ref={form} action={send} className="needs-script grid gap-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" disabled={pending} className={`${QUIET} min-h-9`}>
        <Fingerprint className="size-4" strokeWidth={1.5} aria-hidden="true" />
        {label}
      </button>
      {told ? (
        <div role="alert">
          <Notice tone="failed">{told}</Notice>
        </div>
      ) : null}
    </form>
  )
}
