'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { Notice } from '#components/ui/notice.tsx'
import { liftOne } from './actions.ts'

type Props = { id: string; consumer: string; isAsked: boolean }

export function RemoveForm({ id, consumer, isAsked }: Props) {
  const { state, send, pending, form } = useForm(liftOne)
  const wasSent = state.message !== null
  return (
    <details open={wasSent} className="border-t border-line pt-3">
      <summary className="w-fit text-13 text-failed underline decoration-failed/40 underline-offset-3">
        Remove this opt-out
      </summary>
      <form ref={form} action={send} className="mt-3 grid max-w-[36rem] gap-3">
        <input type="hidden" name="id" value={id} />
        {isAsked ? (
          <Notice tone="failed">
            They asked for this themselves. To write to them again without their word for it is against the law in the
            US and Canada, and carriers block numbers for it. The sure way is that they answer START.
          </Notice>
        ) : null}
        <TextField
          name="reason"
          id="remove-reason"
          label={isAsked ? 'How they asked to be written to again' : 'Why (optional)'}
          maxLength={200}
          required={isAsked}
          autoComplete="off"
          defaultValue={state.values.reason ?? ''}
          errors={state.fieldErrors.reason}
          hint="Kept in the audit log."
        />
        <FormMessage state={state} />
        <button type="submit" disabled={pending} className={`${QUIET} justify-self-start text-failed!`}>
          Send to {consumer} again
        </button>
      </form>
    </details>
  )
}
