'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { showSecret } from './actions.ts'

/** Receivers check with it that an event is ours. */
export function SigningSecret() {
  const { state, send, pending, form } = useForm(showSecret)
  return (
    <form ref={form} action={send} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="min-w-0 basis-full text-13 text-ink-2 sm:flex-1 sm:basis-64">
          Every event and test delivery is signed with it, in the headers <span className="num">webhook-id</span>,{' '}
          <span className="num">webhook-timestamp</span> and <span className="num">webhook-signature</span> of Standard
          Webhooks. Libraries for it take the secret as it is shown here.
        </p>
        {state.signingSecret ? null : (
          <button type="submit" disabled={pending} className={`${QUIET} min-h-9`}>
            Show the signing secret
          </button>
        )}
      </div>
      {state.signingSecret ? (
        <p className="flex flex-wrap items-baseline gap-1 text-13">
          <span className="num break-all">{state.signingSecret}</span>
          <CopyButton text={state.signingSecret} what="signing secret" />
        </p>
      ) : null}
      <FormMessage state={state} />
    </form>
  )
}
