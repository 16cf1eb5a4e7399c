'use client'

import type { ReactNode } from 'react'
import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { RecoveryCodes } from '#components/form/recovery-codes.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { beginAuthenticator, confirmAuthenticator } from './actions.ts'

type Props = { hasOne: boolean; email: string; children: ReactNode }

/** `children`: the QR code of a secret on trial, or nothing. */
export function SetUp({ hasOne, email, children }: Props) {
  const begin = useForm(beginAuthenticator)
  const confirm = useForm(confirmAuthenticator)

  if (confirm.state.ok) {
    const codes = confirm.state.recoveryCodes
    return (
      <div className="grid gap-5">
        <FormMessage state={confirm.state} />
        {codes ? <RecoveryCodes codes={codes} email={email} next="/preferences/security" /> : null}
        {codes ? null : (
          <a href="/preferences/security" className={`${PRIMARY} min-h-9`}>
            Go on
          </a>
        )}
      </div>
    )
  }
  if (hasOne) return <p className="text-ink-2">You have an authenticator app. To use another one, remove it first.</p>
  return (
    <>
      {children ? (
        <form ref={confirm.form} action={confirm.send} className="grid gap-4">
          <p className="text-ink-2">
            Scan this with an authenticator app, such as Aegis, Google Authenticator, 1Password or the one of your
            phone.
          </p>
          {children}
          <TextField
            name="code"
            label="The code it shows"
            inputMode="numeric"
            autoComplete="one-time-code"
            placeholder="123 456"
            required
            maxLength={20}
            className="num"
            errors={confirm.state.fieldErrors.code}
          />
          <FormMessage state={confirm.state} />
          <button type="submit" disabled={confirm.pending} className={`${PRIMARY} min-h-9`}>
            Confirm
          </button>
        </form>
      ) : null}
      <form ref={begin.form} action={begin.send} className="grid gap-4">
        {children ? null : (
          <ol className="grid list-decimal gap-1.5 pl-5 text-ink-2">
            <li>You scan a QR code with an app on your phone.</li>
            <li>You type the code that the app shows.</li>
            <li>You store ten recovery codes, for the day the phone is gone.</li>
          </ol>
        )}
        <FormMessage state={begin.state} />
        <button type="submit" disabled={begin.pending} className={`${children ? QUIET : PRIMARY} min-h-9`}>
          {children ? 'Begin again with another QR code' : 'Show the QR code'}
        </button>
      </form>
    </>
  )
}
