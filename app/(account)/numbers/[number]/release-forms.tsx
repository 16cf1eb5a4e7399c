'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { release, takeBack } from './release-actions.ts'

const DANGER =
  'inline-flex min-h-9 items-center justify-center rounded-md border border-failed/60 bg-surface px-4 text-13 font-medium text-failed transition-colors duration-150 hover:bg-failed-wash disabled:opacity-60'

type ReleaseProps = { e164: string; name: string; monthly: string | null }

export function ReleaseForm({ e164, name, monthly }: ReleaseProps) {
  const { state, send, pending, form } = useForm(release)
  return (
    <form ref={form} action={send} className="grid max-w-[36rem] gap-4">
      <input type="hidden" name="number" value={e164} />
      <p className="text-13 text-ink-2">
        The number sends and receives nothing from then on.{' '}
        {monthly ? `Its ${monthly} end; what was paid for the running month is not given back. ` : ''}
        For a week it can be taken back with all its settings. After that it is for sale, and what is sent to it goes to
        whoever buys it.
      </p>
      <TextField
        name="typed_number"
        label={`To confirm, type the number: ${name}`}
        defaultValue={state.values.typed_number ?? ''}
        errors={state.fieldErrors.typed_number}
        inputMode="tel"
        autoComplete="off"
        spellCheck={false}
        required
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${DANGER} justify-self-start`}>
        Release this number
      </button>
    </form>
  )
}

type TakeBackProps = { e164: string; until: string; monthly: string | null }

export function TakeBackForm({ e164, until, monthly }: TakeBackProps) {
  const { state, send, pending, form } = useForm(takeBack)
  return (
    <form ref={form} action={send} className="grid max-w-[36rem] gap-4">
      <input type="hidden" name="number" value={e164} />
      <p className="text-13 text-ink-2">
        Until <span className="num">{until}</span> it comes back as it was, with its name, tags and request URLs, and
        without a setup fee.{monthly ? ` Its ${monthly} go on; a month that began meanwhile is charged then.` : ''}
      </p>
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start`}>
        Take this number back
      </button>
    </form>
  )
}
