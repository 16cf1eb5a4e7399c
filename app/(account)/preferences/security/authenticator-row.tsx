'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { date } from '#components/time/zone.ts'
import { QUIET } from '#components/ui/button.ts'
import { removeAuthenticator } from './actions.ts'
import { SecurityRow } from './security-row.tsx'
import { StateMark } from './state-mark.tsx'

export function AuthenticatorRow({ since, zone }: { since: Date | null; zone: string }) {
  const { state, send, pending, form } = useForm(removeAuthenticator)
  return (
    <form ref={form} action={send}>
      <SecurityRow
        title="Authenticator app"
        state={
          since ? (
            <StateMark state="on">On since {date(since.toISOString(), zone)}</StateMark>
          ) : (
            <StateMark state="off">Not set up</StateMark>
          )
        }
        about="An app on your phone shows a code that changes every thirty seconds; after your password you are asked for it."
        action={
          since ? (
            <button type="submit" disabled={pending} className={QUIET}>
              Remove<span className="sr-only"> the authenticator app</span>
            </button>
          ) : (
            <a href="/second-factor" className={QUIET}>
              Set up<span className="sr-only"> an authenticator app</span>
            </a>
          )
        }
      >
        {state.sudo || state.message ? <FormMessage state={state} /> : null}
      </SecurityRow>
    </form>
  )
}
