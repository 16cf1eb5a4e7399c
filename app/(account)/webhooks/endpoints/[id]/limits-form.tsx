'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { limit } from '../actions.ts'

type Props = { id: string; maxAtOnce: number | null; maxPerSecond: number | null }

export function LimitsForm({ id, maxAtOnce, maxPerSecond }: Props) {
  const { state, send, pending, form } = useForm(limit)
  const typed = (name: string, kept: number | null) => state.values[name] ?? (kept === null ? '' : String(kept))
  return (
    <form ref={form} action={send} className="grid max-w-[36rem] gap-4">
      <input type="hidden" name="endpoint" value={id} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          key={`once ${maxAtOnce}`}
          name="max_at_once"
          type="number"
          min={1}
          max={100}
          label="At once"
          placeholder="As many as it takes"
          defaultValue={typed('max_at_once', maxAtOnce)}
          errors={state.fieldErrors.max_at_once}
          className="num"
        />
        <TextField
          key={`second ${maxPerSecond}`}
          name="max_per_second"
          type="number"
          min={1}
          max={10_000}
          label="A second"
          placeholder="As many as it takes"
          defaultValue={typed('max_per_second', maxPerSecond)}
          errors={state.fieldErrors.max_per_second}
          className="num"
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <button type="submit" disabled={pending} className={`${QUIET} min-h-9`}>
          Save the limits
        </button>
        <span className="text-13 text-ink-3">Empty: Longcode finds out by itself how much it takes.</span>
      </div>
      <FormMessage state={state} />
    </form>
  )
}
