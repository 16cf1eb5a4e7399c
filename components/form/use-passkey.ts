'use client'

import { startTransition, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { FormAction, FormState } from './form-state.ts'
import { useForm } from './use-form.ts'

/**
 * A form whose action first answers with a challenge and then gets it back signed, as the field `passkey_proof`. What talks to the
 * authenticator is loaded when there is something to sign.
 */
export function usePasskey(action: FormAction) {
  const { state, send, pending, form } = useForm(action)
  const [problem, setProblem] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const answered = useRef<FormState['challenge']>(null)

  useEffect(() => {
    const { challenge } = state
    if (!challenge || answered.current === challenge) return
    answered.current = challenge
    setProblem(null)
    setAsking(true)
    sign(challenge)
      .then(
        (proof) => {
          const data = new FormData(form.current ?? undefined)
          data.set('passkey_proof', proof)
          startTransition(() => send(data))
        },
        (fault: unknown) => setProblem(explain(fault)),
      )
      .finally(() => setAsking(false))
  }, [state, send, form])

  return { state, send, form, pending: pending || asking, problem: pending ? null : problem }
}

/** Before the page is alive it is offered: pressed early, it goes on as soon as it is. */
export function usePasskeysWork(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => 'PublicKeyCredential' in window,
    () => true,
  )
}

async function sign({ kind, options }: NonNullable<FormState['challenge']>): Promise<string> {
  const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser')
  const optionsJSON = JSON.parse(options)
  return JSON.stringify(
    kind === 'create' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON }),
  )
}

function explain(fault: unknown): string {
  const name = fault instanceof Error ? fault.name : ''
  if (name === 'InvalidStateError') return 'This device holds a passkey of yours already. Use that one.'
  if (name === 'NotAllowedError' || name === 'AbortError')
    return 'No passkey was used: it was cancelled, took too long, or there is none on this device. Nothing was changed.'
  if (name === 'SecurityError') return 'Passkeys work only at the address this portal is configured with.'
  return 'The browser could not use a passkey. Try once more, or take another way.'
}
