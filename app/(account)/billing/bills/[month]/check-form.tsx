'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { startCheck } from './actions.ts'

type Props = { month: string; isRunning: boolean }

export function CheckForm({ month, isRunning }: Props) {
  const { state, send, pending, form } = useForm(startCheck)
  return (
    <form ref={form} action={send} className="contents">
      <input type="hidden" name="month" value={month} />
      <button type="submit" disabled={pending || isRunning} className={PRIMARY}>
        Check this bill
      </button>
      <FormMessage state={state} />
    </form>
  )
}
