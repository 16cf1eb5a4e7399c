'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { Notice } from '#components/ui/notice.tsx'
import { rotateSecret } from '../actions.ts'
import { GraceChoice } from '../grace-choice.tsx'
import { SecretOnce } from '../secret-once.tsx'

type Props = { id: string; generation: number; running: boolean; lacked: string; zone: string; last: string }

export function RotateForm({ id, generation, running, lacked, zone, last }: Props) {
  const { state, send, pending, form } = useForm(rotateSecret)
  if (state.secret) return <SecretOnce {...state.secret} />
  if (lacked)
    return (
      <Notice tone="hint">
        This key may do what your role may not ({lacked}), so its secret is not yours to hold. Somebody whose role may
        can rotate it.
      </Notice>
    )
  if (running)
    return (
      <details open={state.sudo !== null || state.message !== null} className="text-13">
        <summary className="w-fit text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink">
          The new secret has leaked as well, or was not stored
        </summary>
        <form ref={form} action={send} className="grid gap-4 pt-3">
          <Hidden id={id} generation={generation} />
          <input type="hidden" name="dies" value="now" />
          <p className="max-w-[64ch] text-ink-2">
            Replaces both secrets at once. Every client fails until it has the newest one. If the new secret is safe,
            end the old one instead.
          </p>
          <FormMessage state={state} />
          <button type="submit" disabled={pending} className={`${QUIET} min-h-9 justify-self-start px-4`}>
            Replace both secrets now
          </button>
        </form>
      </details>
    )
  return (
    <form ref={form} action={send} className="grid gap-4">
      <Hidden id={id} generation={generation} />
      <p className="max-w-[72ch] text-13 text-ink-2">
        Makes a new secret for the same key: name, access key, scopes and limits stay. Both secrets work until the old
        one dies, so clients are switched one by one.
      </p>
      <GraceChoice state={state} zone={zone} last={last} />
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start px-4`}>
        Rotate the secret
      </button>
    </form>
  )
}

/** `generation`: what was on the page when it was asked for. A form that is sent twice makes one secret. */
function Hidden({ id, generation }: { id: string; generation: number }) {
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="generation" value={generation} />
    </>
  )
}
