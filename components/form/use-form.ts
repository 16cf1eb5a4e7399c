'use client'

import { useActionState, useEffect, useRef } from 'react'
import { type FormAction, UNSENT } from './form-state.ts'

/** A form on a server action: its state, and the focus on the first field that is wrong. */
export function useForm(action: FormAction) {
  const [state, send, pending] = useActionState(action, UNSENT)
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (Object.keys(state.fieldErrors).length === 0) return
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [state])

  return { state, send, pending, form }
}
