'use client'

import { TextArea } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import type { OptOutSettings } from '#domain/optouts/settings.ts'
import type { ReplyKind } from '#domain/optouts/texts.ts'
import { saveSettings } from './actions.ts'

const REACHES = [
  ['number', 'The number that was answered', 'Your other numbers may still write to them.'],
  ['account', 'Every number of the account', 'One STOP ends all messages, and one START brings all back.'],
] as const

const LABELS: Record<ReplyKind, string> = {
  confirmation: 'Answer to STOP',
  resubscribed: 'Answer to START',
  help: 'Answer to HELP and INFO',
}

export function SettingsForm({ settings, mayChange }: { settings: OptOutSettings; mayChange: boolean }) {
  const { state, send, pending, form } = useForm(saveSettings)
  const sent = state.ok ? {} : state.values
  return (
    <form ref={form} action={send} className="grid max-w-[44rem] gap-5">
      <fieldset disabled={!mayChange} className="grid gap-2.5">
        <legend className="mb-1.5 text-13 font-medium">An opt-out blocks</legend>
        {REACHES.map(([reach, label, hint]) => (
          <label key={reach} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
            <input
              type="radio"
              name="reach"
              value={reach}
              defaultChecked={(sent.reach ?? settings.scope) === reach}
              className="mt-0.5 size-4 accent-signal"
            />
            <span className="font-medium">{label}</span>
            <span className="col-start-2 text-13 text-ink-2">{hint}</span>
          </label>
        ))}
      </fieldset>
      {(['confirmation', 'resubscribed', 'help'] as const).map((kind) => (
        <TextArea
          key={kind}
          name={kind}
          label={LABELS[kind]}
          rows={2}
          readOnly={!mayChange}
          defaultValue={sent[kind] ?? settings.texts[kind] ?? ''}
          errors={state.fieldErrors[kind]}
          hint={
            settings.texts[kind]
              ? 'Your own words. Leave it empty to answer with ours.'
              : `While it is empty: “${settings.defaults[kind]}”`
          }
        />
      ))}
      <p className="text-13 text-ink-2">
        Carriers want your name in each of them, and in the answer to HELP a way to reach you: a phone number or an
        address. Each is sent once, at no cost, also to who has opted out.
      </p>
      <FormMessage state={state} />
      {mayChange ? (
        <button type="submit" disabled={pending} className={`${QUIET} justify-self-start`}>
          Save
        </button>
      ) : null}
    </form>
  )
}
