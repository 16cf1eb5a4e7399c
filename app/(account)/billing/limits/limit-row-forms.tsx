'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { dropLimit, resume, saveLimit } from './actions.ts'
import { TermFields } from './term-fields.tsx'

type Terms = { name: string; amount: string; percents: string }

export function ChangeLimit({ id, terms }: { id: string; terms: Terms }) {
  const { state, send, pending, form } = useForm(saveLimit)
  return (
    <form ref={form} action={send} className="grid gap-4">
      <input type="hidden" name="limit" value={id} />
      <div className="grid gap-4 sm:grid-cols-3">
        <TermFields id={id} values={state.values} errors={state.fieldErrors} saved={terms} />
      </div>
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${QUIET} justify-self-start`}>
        Save<span className="sr-only"> ({terms.name})</span>
      </button>
    </form>
  )
}

export function RemoveLimit({ id, name }: { id: string; name: string }) {
  return <OneButton action={dropLimit} field="limit" id={id} word="Remove" of={name} />
}

export function Resume({ id, prefix }: { id: string; prefix: string }) {
  return <OneButton action={resume} field="trip" id={id} word="Resume sending" of={prefix} />
}

type Button = { action: typeof resume; field: string; id: string; word: string; of: string }

function OneButton({ action, field, id, word, of }: Button) {
  const { state, send, pending, form } = useForm(action)
  return (
    <form ref={form} action={send} className="grid gap-2">
      <input type="hidden" name={field} value={id} />
      <button type="submit" disabled={pending} className={`${QUIET} justify-self-start`}>
        {word}
        <span className="sr-only"> ({of})</span>
      </button>
      <FormMessage state={state} />
    </form>
  )
}
