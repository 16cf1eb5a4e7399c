'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { date } from '#components/time/zone.ts'
import { QUIET } from '#components/ui/button.ts'
import { changeOwnPassword, setFirstPassword } from './actions.ts'
import { StateMark } from './state-mark.tsx'

type Props = { hasPassword: boolean; changedAt: Date | null; email: string; zone: string }

/** Unfolds when somebody wants to change it: without JavaScript too. */
export function PasswordForm({ hasPassword, changedAt, email, zone }: Props) {
  const { state, send, pending, form } = useForm(hasPassword ? changeOwnPassword : setFirstPassword)
  const { old_password: wrongOld, password: wrongNew } = state.fieldErrors
  const isOpen = !state.ok && (wrongOld || wrongNew || state.message || state.sudo)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3.5">
      <details open={isOpen ? true : undefined} key={state.ok ? 'changed' : 'form'}>
        <summary className="grid gap-x-4 gap-y-0.5 rounded-sm sm:grid-cols-[minmax(0,1fr)_auto]">
          <h3 className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-medium">Password</span>
            {hasPassword ? (
              <StateMark state="on">{changedAt ? `Changed ${date(changedAt.toISOString(), zone)}` : 'Set'}</StateMark>
            ) : (
              <StateMark state="off">None</StateMark>
            )}
          </h3>
          <span className="text-13 text-ink-2">
            {hasPassword
              ? 'Changing it ends every other session, and what a copied cookie could open.'
              : 'You sign in without one. With a password there is another way in.'}
          </span>
          <span
            className={`${QUIET} justify-self-start max-sm:mt-2 sm:col-start-2 sm:row-span-2 sm:row-start-1 sm:self-start`}
          >
            {hasPassword ? 'Change password' : 'Set a password'}
          </span>
        </summary>
        <form ref={form} action={send} className="mt-4 grid max-w-[21rem] gap-4">
          {/* Tells a password manager whose password it stores. */}
          <input type="text" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
          {hasPassword ? (
            <TextField
              name="old_password"
              label="Present password"
              type="password"
              autoComplete="current-password"
              required
              maxLength={200}
              errors={wrongOld}
            />
          ) : null}
          <TextField
            name="password"
            label="New password"
            type="password"
            autoComplete="new-password"
            required
            maxLength={200}
            hint="At least 10 characters. Four words that nobody would put together make a good one."
            errors={wrongNew}
          />
          {state.ok ? null : <FormMessage state={state} />}
          <button type="submit" disabled={pending} className={`${QUIET} min-h-9 justify-self-start`}>
            {hasPassword ? 'Change password' : 'Set password'}
          </button>
        </form>
      </details>
      {state.ok ? <FormMessage state={state} /> : null}
    </div>
  )
}
