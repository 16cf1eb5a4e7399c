'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { USUAL_KEY_SCOPES } from '#domain/access/key-scopes.ts'
import { makeKey } from '../actions.ts'
import { SecretOnce } from '../secret-once.tsx'
import { SettingsFields, type SettingsOptions } from '../settings-fields.tsx'

const MODES = [
  { value: 'live', word: 'Live', hint: 'Sends real messages, for money' },
  { value: 'test', word: 'Test', hint: 'The whole road through the sandbox, in test money' },
] as const

export function NewKeyForm({ options }: { options: SettingsOptions }) {
  const { state, send, pending, form } = useForm(makeKey)
  if (state.secret) return <SecretOnce {...state.secret} />
  const usual = USUAL_KEY_SCOPES.filter((one) => !options.lacked.includes(one))
  const fresh = { name: '', description: '', scopes: usual, numbers: null, addresses: [], expires: '', expiresWas: '' }
  return (
    <form ref={form} action={send} className="grid gap-5">
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 text-13 font-medium">Kind</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {MODES.map(({ value, word, hint }) => (
            <label
              key={value}
              className="grid gap-0.5 rounded-md border border-line-strong/60 bg-surface px-3 py-2.5 has-checked:border-signal has-checked:bg-signal-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-signal"
            >
              <span className="flex items-center gap-2 text-13 font-medium">
                <input
                  type="radio"
                  name="mode"
                  value={value}
                  defaultChecked={(state.values.mode ?? 'live') === value}
                  className="size-3.5 accent-signal outline-none"
                />
                {word}
              </span>
              <span className="text-12 text-ink-2">{hint}</span>
            </label>
          ))}
        </div>
        <p className="text-13 text-ink-3">This cannot be changed later.</p>
      </fieldset>
      <SettingsFields state={state} is={fresh} options={options} />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start px-4`}>
        {pending ? 'Making it…' : 'Make the key'}
      </button>
    </form>
  )
}
