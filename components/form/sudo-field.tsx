'use client'

import { useEffect, useRef } from 'react'
import { Notice } from '#components/ui/notice.tsx'

type Props = { proof: 'password' | 'code' | 'sign_in'; errors: string[] | undefined }

const ASK = {
  password: { label: 'Your password', autoComplete: 'current-password', inputMode: 'text' },
  code: { label: 'Code from your authenticator app', autoComplete: 'one-time-code', inputMode: 'numeric' },
} as const

/** Asks once more who is there, inside the form that wants to know: what was typed stays. */
export function SudoField({ proof, errors }: Props) {
  const field = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal takes the focus again
  useEffect(() => field.current?.focus(), [errors])
  if (proof === 'sign_in') {
    return (
      <Notice tone="hint">
        This needs a fresh sign-in.{' '}
        <a className="link" href="/sign-in?again=yes">
          Sign in again
        </a>
        , then repeat it within five minutes.
      </Notice>
    )
  }
  const { label, autoComplete, inputMode } = ASK[proof]
  return (
    <div className="grid gap-1.5 rounded-md border border-held/40 bg-held-wash px-3 py-3">
      <label htmlFor="sudo_proof" className="text-13 font-medium">
        {label}
      </label>
      <p id="sudo_proof-hint" className="text-13 text-ink-2">
        This is asked again because more than five minutes have passed. Then press the button once more.
      </p>
      <input
        ref={field}
        id="sudo_proof"
        name="sudo_proof"
        type={proof === 'password' ? 'password' : 'text'}
        inputMode={inputMode}
        autoComplete={autoComplete}
        maxLength={200}
        aria-invalid={errors ? true : undefined}
        aria-describedby={errors ? 'sudo_proof-error sudo_proof-hint' : 'sudo_proof-hint'}
        className="field max-w-[21rem]"
      />
      {errors ? (
        <p id="sudo_proof-error" className="text-13 text-failed">
          {errors.join(' ')}
        </p>
      ) : null}
    </div>
  )
}
