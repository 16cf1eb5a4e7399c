'use client'

import { TextArea } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { writeComment } from '../actions.ts'

export function CommentForm({ id }: { id: string }) {
  const { state, send, pending, form } = useForm(writeComment)
  return (
    <form ref={form} action={send} className="grid max-w-[36rem] gap-3">
      <input type="hidden" name="order" value={id} />
      <TextArea
        name="comment"
        label="Comment"
        required
        rows={2}
        maxLength={2_000}
        defaultValue={state.values.comment ?? ''}
        errors={state.fieldErrors.text}
        hint="Read by the operator of this system."
      />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${QUIET} min-h-9 justify-self-start px-4`}>
        Write
      </button>
    </form>
  )
}
