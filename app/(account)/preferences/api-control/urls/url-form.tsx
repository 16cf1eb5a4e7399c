'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { UNSENT } from '#components/form/form-state.ts'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { changeUrl } from './actions.ts'
import { TrialResult } from './trial-result.tsx'
import type { PageKind } from './url-words.ts'

type Props = {
  kind: PageKind
  /** '' for the account. */
  number: string
  label: string
  hint: string
  example: string
  url: string
  /** The newest version on the page: with it, somebody else's change in between is not overwritten unseen. */
  seen: number
}

export function UrlForm({ kind, number, label, hint, example, url, seen }: Props) {
  const { state, send, pending, form } = useForm(changeUrl)
  const errors = state.fieldErrors.callback_url
  const id = `url-${kind}`
  // What was tried belongs to the version that was there then; what was saved is what the page says now.
  const isOld = state.values.seen !== undefined && Number(state.values.seen) !== seen
  // A save makes one version; when there are more, somebody has gone on from there.
  const isOver = state.ok && seen > Number(state.values.seen ?? seen) + 1
  const trial = isOld ? null : state.trial
  const typed =
    state.message !== null && state.ok ? url : state.trial && isOld ? url : (state.values.callback_url ?? url)
  return (
    <form ref={form} action={send} className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="seen" value={seen} />
      <input type="hidden" name="tried" value={trial?.url ?? ''} />
      <input type="hidden" name="tried_ok" value={trial?.ok ? 'yes' : 'no'} />
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <p id={`${id}-hint`} className="max-w-[72ch] text-13 text-ink-2">
        {hint}
      </p>
      <input
        key={typed}
        id={id}
        name="callback_url"
        type="url"
        inputMode="url"
        defaultValue={typed}
        placeholder={example}
        maxLength={2000}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={errors ? true : undefined}
        aria-describedby={errors ? `${id}-error ${id}-hint` : `${id}-hint`}
        className="field num"
      />
      {errors ? (
        <p id={`${id}-error`} className="text-13 text-failed">
          {errors.join(' ')}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Choice wish="test" pending={pending}>
          Send a test delivery
        </Choice>
        <Choice wish="save" pending={pending}>
          {trial && !trial.ok ? 'Save anyway' : 'Save'}
        </Choice>
        {url !== '' ? (
          <Choice wish="remove" pending={pending}>
            Remove
          </Choice>
        ) : null}
      </div>
      <div aria-live="polite" className="empty:absolute">
        {trial ? <TrialResult trial={trial} /> : null}
      </div>
      <FormMessage state={isOver ? UNSENT : state} />
    </form>
  )
}

function Choice({ wish, pending, children }: { wish: string; pending: boolean; children: string }) {
  return (
    <button
      type="submit"
      name="do"
      value={wish}
      disabled={pending}
      formNoValidate={wish === 'remove'}
      className={`${QUIET} min-h-9`}
    >
      {children}
    </button>
  )
}
