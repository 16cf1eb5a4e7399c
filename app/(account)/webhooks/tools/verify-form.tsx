'use client'

import { TextArea, TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { Notice } from '#components/ui/notice.tsx'
import { verdictOf } from '#components/webhook/signature-words.ts'
import { checkSignature } from './actions.ts'

const HEADERS = [
  ['webhook_id', 'webhook-id', '019a…'],
  ['webhook_timestamp', 'webhook-timestamp', '1764390000'],
  ['webhook_signature', 'webhook-signature', 'v1,…'],
] as const

export function VerifyForm() {
  const { state, send, pending, form } = useForm(checkSignature)
  const verdict = state.signature ? verdictOf(state.signature) : null
  return (
    <form ref={form} action={send} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p className="max-w-[72ch] text-13 text-ink-2">
        When your receiver refuses what we send: paste what it got, and read which of the two is wrong. Nothing of it is
        kept.
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        {HEADERS.map(([name, label, placeholder], index) => (
          <div key={name} className={index === 2 ? 'sm:col-span-2' : ''}>
            <TextField
              key={state.values[name]}
              name={name}
              label={label}
              placeholder={placeholder}
              defaultValue={state.values[name]}
              maxLength={2000}
              autoComplete="off"
              spellCheck={false}
              errors={state.fieldErrors[name]}
              className="num"
            />
          </div>
        ))}
        <div className="sm:col-span-2">
          <TextArea
            key={state.values.webhook_body}
            name="webhook_body"
            label="Body, as it came"
            defaultValue={state.values.webhook_body}
            maxLength={32_768}
            autoComplete="off"
            spellCheck={false}
            errors={state.fieldErrors.webhook_body}
          />
        </div>
      </div>
      <button type="submit" disabled={pending} className={`${QUIET} min-h-9 w-fit px-4`}>
        {pending ? 'Verifying' : 'Verify'}
      </button>
      <div role="status" className="empty:absolute">
        {verdict ? (
          <Notice tone={verdict.ok ? 'done' : 'failed'}>
            <p className="font-medium">{verdict.title}</p>
            {verdict.lines.map((line) => (
              <p key={line} className="mt-1 max-w-[72ch] text-ink-2">
                {line}
              </p>
            ))}
          </Notice>
        ) : null}
      </div>
      <FormMessage state={state} />
    </form>
  )
}
