'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { changePasskeyName, dropPasskey } from './actions.ts'

/** Unfolds in the row: without JavaScript too. */
export function PasskeyForms({ id, name }: { id: string; name: string }) {
  const rename = useForm(changePasskeyName)
  const drop = useForm(dropPasskey)
  const told = rename.state.sudo ?? rename.state.message ?? drop.state.sudo ?? drop.state.message
  return (
    <details className="group text-left" open={told ? true : undefined}>
      <summary className="link ml-auto w-fit text-13 max-sm:ml-0">
        Change<span className="sr-only"> {name}</span>
      </summary>
      <div className="grid gap-4 py-2 whitespace-normal">
        <form ref={rename.form} action={rename.send} className="grid gap-3">
          <input type="hidden" name="passkey" value={id} />
          <div className="flex flex-wrap items-end gap-2">
            <div className="min-w-0 flex-1">
              <TextField
                name="name"
                id={`name-${id}`}
                label="Name"
                key={name}
                defaultValue={rename.state.values.name ?? name}
                required
                maxLength={100}
                autoComplete="off"
                errors={rename.state.fieldErrors.name}
              />
            </div>
            <button type="submit" disabled={rename.pending} className={`${QUIET} min-h-9`}>
              Rename
            </button>
          </div>
          <FormMessage state={rename.state} />
        </form>
        <form ref={drop.form} action={drop.send} className="grid gap-3">
          <input type="hidden" name="passkey" value={id} />
          <FormMessage state={drop.state} />
          <button type="submit" disabled={drop.pending} className={`${QUIET} justify-self-start text-failed`}>
            Remove this passkey
          </button>
        </form>
      </div>
    </details>
  )
}
