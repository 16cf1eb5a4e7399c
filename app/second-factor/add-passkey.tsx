'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { RecoveryCodes } from '#components/form/recovery-codes.tsx'
import { usePasskey, usePasskeysWork } from '#components/form/use-passkey.ts'
import { QUIET } from '#components/ui/button.ts'
import { Notice } from '#components/ui/notice.tsx'
import { addOwnPasskey } from './actions.ts'

/** Makes a passkey on this device, or on a phone or key nearby. */
export function AddPasskey({ email, next }: { email: string; next: string }) {
  const { state, send, pending, problem, form } = usePasskey(addOwnPasskey)
  const works = usePasskeysWork()
  if (!works)
    return <p className="text-13 text-ink-3">This browser knows no passkeys. Open this page in another one.</p>
  return (
    <form ref={form} action={send} className="needs-script grid gap-3">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-52 sm:max-w-[21rem]">
          <TextField
            name="name"
            label="Name of a new passkey"
            placeholder="Named by your device"
            autoComplete="off"
            maxLength={100}
            defaultValue={state.ok ? '' : state.values.name}
            errors={state.fieldErrors.name}
          />
        </div>
        <button type="submit" disabled={pending} className={`${QUIET} min-h-9`}>
          Add a passkey
        </button>
      </div>
      {problem ? (
        <div role="alert">
          <Notice tone="failed">{problem}</Notice>
        </div>
      ) : (
        <FormMessage state={state} />
      )}
      {state.recoveryCodes ? <RecoveryCodes codes={state.recoveryCodes} email={email} next={next} /> : null}
    </form>
  )
}
