'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { rollBack } from './actions.ts'

type Props = { kind: string; number: string; version: number; seen: number }

/** One click: what it undoes can be undone the same way. */
export function RollBackForm({ kind, number, version, seen }: Props) {
  const { state, send, pending, form } = useForm(rollBack)
  return (
    <form ref={form} action={send} className="grid gap-2">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="seen" value={seen} />
      <button
        type="submit"
        disabled={pending}
        aria-label={`Set back to version ${version}`}
        className={`${QUIET} w-fit`}
      >
        Set back
      </button>
      <FormMessage state={state} />
    </form>
  )
}
