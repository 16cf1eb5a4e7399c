'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { giveCode } from './actions.ts'

const FIELDS = {
  code: { label: 'Code', autoComplete: 'one-time-code', inputMode: 'numeric', placeholder: '123 456', maxLength: 20 },
  recovery: {
    label: 'Recovery code',
    autoComplete: 'off',
    inputMode: 'text',
    placeholder: 'ABCD-EFGH-IJKL-MNOP',
    maxLength: 60,
  },
} as const

export function CodeForm({ kind, next }: { kind: keyof typeof FIELDS; next: string }) {
  const { state, send, pending, form } = useForm(giveCode)
  return (
    <form ref={form} action={send} className="grid gap-4">
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="kind" value={kind} />
      <TextField
        name="code"
        {...FIELDS[kind]}
        required
        // The page asks for this one thing.
        autoFocus
        autoCapitalize={kind === 'recovery' ? 'characters' : undefined}
        spellCheck={false}
        className="num"
        errors={state.fieldErrors.code}
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9`}>
        {pending ? 'Checking…' : 'Go on'}
      </button>
    </form>
  )
}
