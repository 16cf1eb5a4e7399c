'use client'

import { SelectField, TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { HttpRequest } from '#components/webhook/http-request.tsx'
import { TrialResult } from '../../preferences/api-control/urls/trial-result.tsx'
import { sendTestEvent } from './actions.ts'

export type Target = { url: string; of: string }
type Props = { events: { kind: string; word: string }[]; targets: Target[] }

export function TestEventForm({ events, targets }: Props) {
  const { state, send, pending, form } = useForm(sendTestEvent)
  const { values, trial } = state
  const hasTargets = targets.length > 0
  return (
    <form ref={form} action={send} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p className="max-w-[72ch] text-13 text-ink-2">
        It is made up, marked as such in the header <span className="num">longcode-delivery</span>, signed as real ones
        are, and in your account’s form. Nothing is stored and nothing is charged.
      </p>
      <div className="grid gap-4 sm:grid-cols-[13rem_minmax(0,1fr)]">
        <SelectField key={values.event} name="event" label="Event" defaultValue={values.event}>
          {events.map(({ kind, word }) => (
            <option key={kind} value={kind}>
              {word}
            </option>
          ))}
        </SelectField>
        {hasTargets ? (
          <SelectField key={values.target} name="target" label="Send it to" defaultValue={values.target}>
            {targets.map(({ url, of }) => (
              <option key={url} value={url}>
                {url} ({of})
              </option>
            ))}
          </SelectField>
        ) : null}
        <div className={hasTargets ? 'sm:col-span-2' : ''}>
          <TextField
            key={values.callback_url}
            name="callback_url"
            type="url"
            inputMode="url"
            label={hasTargets ? 'Or to another address' : 'Send it to'}
            defaultValue={values.callback_url}
            placeholder="https://hooks.example.com/sms"
            maxLength={2000}
            autoComplete="off"
            spellCheck={false}
            errors={state.fieldErrors.callback_url}
            className="num"
          />
        </div>
      </div>
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 w-fit px-4`}>
        {pending ? 'Sending' : 'Send the test event'}
      </button>
      <div aria-live="polite" className="grid grid-cols-[minmax(0,1fr)] gap-4 empty:absolute">
        {trial ? (
          <>
            <TrialResult trial={trial} ifFailed="Real events would fail there as well." />
            <details className="text-13">
              <summary className="link w-fit rounded-sm">What was sent, byte for byte</summary>
              <div className="mt-3">
                <HttpRequest url={trial.url} headers={trial.request.headers} body={trial.request.body} />
              </div>
            </details>
          </>
        ) : null}
      </div>
      <FormMessage state={state} />
    </form>
  )
}
