'use client'

import { RotateCw } from 'lucide-react'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { resend } from './actions.ts'

type Props = { id: string; words: string; hint?: string | undefined }

export function ResendForm({ id, words, hint }: Props) {
  const { state, send, pending, form } = useForm(resend)
  return (
    <form ref={form} action={send} className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <input type="hidden" name="event" value={id} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <button type="submit" disabled={pending} className={`${QUIET} w-fit`}>
          <RotateCw className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
          {pending ? 'Sending' : words}
        </button>
        {hint ? <span className="text-13 text-ink-3">{hint}</span> : null}
      </div>
      <FormMessage state={state} />
    </form>
  )
}
