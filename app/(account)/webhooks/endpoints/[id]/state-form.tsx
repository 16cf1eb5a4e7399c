'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { disable, enable } from '../actions.ts'

type Props = { id: string; isDisabled: boolean; isFailing: boolean; waiting: number }

/** What pressing it means stands beside the button; turning it off is one step further away. */
export function StateForm({ id, isDisabled, isFailing, waiting }: Props) {
  const on = useForm(enable)
  const off = useForm(disable)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {isDisabled || isFailing ? (
        <form ref={on.form} action={on.send} className="grid gap-3">
          <input type="hidden" name="endpoint" value={id} />
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <button type="submit" disabled={on.pending} className={`${isDisabled ? PRIMARY : QUIET} min-h-9`}>
              {isDisabled ? 'Enable' : 'Try it now'}
            </button>
            <span className="text-13 text-ink-3">
              {isDisabled
                ? 'New events go there again. Those that are held are recovered in a second step.'
                : 'Its pause ends, and what waits for it goes out.'}
            </span>
          </div>
        </form>
      ) : null}
      <FormMessage state={on.state} />
      {isDisabled ? null : (
        <details className="text-13">
          <summary className="w-fit text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink">
            Disable this endpoint
          </summary>
          <form ref={off.form} action={off.send} className="mt-3 grid gap-3">
            <input type="hidden" name="endpoint" value={id} />
            <p className="max-w-[64ch] text-ink-2">
              Nothing goes there until somebody enables it.{' '}
              {waiting > 0 ? `The ${waiting.toLocaleString('en-US')} that wait now` : 'Events that come'} are held and
              can be recovered for 30 days; inbound messages are charged as before.
            </p>
            <button type="submit" disabled={off.pending} className={`${QUIET} min-h-9 w-fit`}>
              Disable
            </button>
          </form>
        </details>
      )}
      <FormMessage state={off.state} />
    </div>
  )
}
