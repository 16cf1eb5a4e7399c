'use client'

import type { ReactNode } from 'react'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { saveSignInRules } from './actions.ts'

type Rules = { requireSecondFactor: boolean; ssoOnly: boolean; members: number; withoutFactor: number }
type Props = { rules: Rules; sso: string | null }

export function RulesForm({ rules, sso }: Props) {
  const { state, send, pending, form } = useForm(saveSignInRules)
  const sent = state.sudo || state.message ? state.values : null
  const isOn = (name: string, stored: boolean) => (sent && !state.ok ? sent[name] === 'on' : stored)
  return (
    <form ref={form} action={send} className="grid gap-4">
      <Rule
        key={`factor-${rules.requireSecondFactor}`}
        name="require_second_factor"
        label="Everybody must have a second factor"
        isOn={isOn('require_second_factor', rules.requireSecondFactor)}
      >
        {lacking(rules)}
      </Rule>
      {sso || rules.ssoOnly ? (
        <Rule
          key={`sso-${rules.ssoOnly}`}
          name="sso_only"
          label={`Only by ${sso ?? 'single sign-on'}`}
          isOn={isOn('sso_only', rules.ssoOnly)}
        >
          {sso
            ? `Passwords and passkeys open this account no more, only a sign-in by ${sso}. API keys are not touched.`
            : 'This system has no single sign-on configured any more, so nobody new gets in.'}
        </Rule>
      ) : null}
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${QUIET} justify-self-start`}>
        Save rules
      </button>
    </form>
  )
}

function Rule({ name, label, isOn, children }: { name: string; label: string; isOn: boolean; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
      <input
        type="checkbox"
        id={name}
        name={name}
        defaultChecked={isOn}
        aria-describedby={`${name}-hint`}
        className="mt-0.5 size-4 accent-signal"
      />
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      <p id={`${name}-hint`} className="col-start-2 text-13 text-ink-2">
        {children}
      </p>
    </div>
  )
}

function lacking({ members, withoutFactor }: Rules): string {
  const all = 'Who has none is asked to set one up before this account opens.'
  if (withoutFactor === 0) return `All ${members === 1 ? 'of you' : `${members} members`} have one. ${all}`
  if (members === 1) return `You have none yet. ${all}`
  return `${withoutFactor} of ${members} members have none yet. ${all}`
}
