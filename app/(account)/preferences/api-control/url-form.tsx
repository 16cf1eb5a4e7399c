'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { saveRequestUrl } from './actions.ts'

type Props = { kind: string; label: string; url: string; hint: string; example: string; mayChange: boolean }

export function UrlForm({ kind, label, url, hint, example, mayChange }: Props) {
  const { state, send, pending, form } = useForm(saveRequestUrl)
  const errors = state.fieldErrors.callback_url
  const id = `url-${kind}`
  const typed = state.values.callback_url ?? url
  return (
    <form ref={form} action={send} className="grid gap-2">
      <input type="hidden" name="kind" value={kind} />
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <p id={`${id}-hint`} className="text-13 text-ink-2">
        {hint}
      </p>
      <div className="flex flex-wrap gap-2">
        <input
          key={typed}
          id={id}
          name="callback_url"
          type="url"
          inputMode="url"
          defaultValue={typed}
          placeholder={example}
          maxLength={2000}
          readOnly={!mayChange}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={errors ? true : undefined}
          aria-describedby={errors ? `${id}-error ${id}-hint` : `${id}-hint`}
          className="field num min-w-[14rem] flex-1"
        />
        {mayChange ? (
          <button type="submit" disabled={pending} className={`${QUIET} min-h-9`}>
            Save
          </button>
        ) : null}
        {mayChange && url !== '' ? (
          <button
            type="submit"
            name="remove"
            value="yes"
            disabled={pending}
            formNoValidate
            className={`${QUIET} min-h-9`}
          >
            Remove
          </button>
        ) : null}
      </div>
      {errors ? (
        <p id={`${id}-error`} className="text-13 text-failed">
          {errors.join(' ')}
        </p>
      ) : null}
      <FormMessage state={state} />
    </form>
  )
}
