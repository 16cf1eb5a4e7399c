'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { addCard, dropCard, pickCard } from './actions.ts'

export function CardForms({ id, name, isDefault }: { id: string; name: string; isDefault: boolean }) {
  return (
    <div className="flex flex-wrap gap-2">
      {isDefault ? null : <CardForm id={id} action={pickCard} word="Use this one" name={name} />}
      <CardForm id={id} action={dropCard} word="Remove" name={name} />
    </div>
  )
}

type Props = { id: string; action: typeof pickCard; word: string; name: string }

function CardForm({ id, action, word, name }: Props) {
  const { state, send, pending, form } = useForm(action)
  return (
    <form ref={form} action={send} className="grid gap-2">
      <input type="hidden" name="card" value={id} />
      <button type="submit" disabled={pending} className={QUIET}>
        {word}
        <span className="sr-only"> ({name})</span>
      </button>
      <FormMessage state={state} />
    </form>
  )
}

export function SaveCardForm({ isFirst }: { isFirst: boolean }) {
  const { state, send, pending, form } = useForm(addCard)
  return (
    <form ref={form} action={send} className="grid gap-3">
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${QUIET} justify-self-start`}>
        {isFirst ? 'Save a card' : 'Save another card'}
      </button>
    </form>
  )
}
