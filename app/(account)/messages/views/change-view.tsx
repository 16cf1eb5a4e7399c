'use client'

import { type ReactNode, useState } from 'react'
import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { renameOne } from './actions.ts'

/** `children`: what else can be done to it. */
export function ChangeView({ id, name, children }: { id: string; name: string; children: ReactNode }) {
  const { state, send, pending, form } = useForm(renameOne)
  const [wasSent] = useState(state.values.view === id)
  return (
    <details open={wasSent} className="sm:col-span-2">
      <summary className="link w-fit text-13">
        Change<span className="sr-only"> {name}</span>
      </summary>
      <div className="grid max-w-[28rem] gap-4 pt-3 pb-1">
        <form ref={form} action={send} className="grid gap-3">
          <input type="hidden" name="view" value={id} />
          <div className="flex flex-wrap items-end gap-2">
            <div className="min-w-0 flex-1">
              <TextField
                name="label"
                id={`name-${id}`}
                label="Name"
                key={name}
                defaultValue={state.ok ? name : (state.values.label ?? name)}
                required
                maxLength={100}
                autoComplete="off"
                errors={state.fieldErrors.name}
              />
            </div>
            <button type="submit" disabled={pending} className={`${QUIET} min-h-9`}>
              Rename
            </button>
          </div>
          <FormMessage state={state} />
        </form>
        {children}
      </div>
    </details>
  )
}
