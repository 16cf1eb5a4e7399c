'use client'

import type { ReactNode } from 'react'
import { DIRECT_PATH } from '#components/export/export-paths.ts'
import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { Notice } from '#components/ui/notice.tsx'
import { askForExport } from '../actions.ts'

type Props = {
  /** As its address has it. */
  filter: [name: string, value: string][]
  fitsAtOnce: boolean
  usualName: string
  columns: ReactNode
  shape: ReactNode
}

/** One form, three ways out: the file at once is a plain GET, the two others are the action's. */
export function ExportForm({ filter, fitsAtOnce, usualName, columns, shape }: Props) {
  const { state, send, pending, form } = useForm(askForExport)
  const { fieldErrors, values } = state
  const problems = [fieldErrors.columns, fieldErrors.zone, fieldErrors.format, fieldErrors.numbers].flatMap(
    (one) => one ?? [],
  )
  return (
    <form ref={form} action={send} className="grid gap-5">
      {filter.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {shape}
      {columns}
      <div role="status" className="empty:absolute">
        {problems.length > 0 ? <Notice tone="failed">{problems.join(' ')}</Notice> : null}
      </div>
      <FormMessage state={state} />
      <div className="flex flex-wrap items-center gap-3">
        {fitsAtOnce ? (
          <button type="submit" formAction={DIRECT_PATH} formMethod="get" className={`${PRIMARY} min-h-9 px-4`}>
            Download now
          </button>
        ) : null}
        <button
          type="submit"
          name="when"
          value="job"
          disabled={pending}
          className={`${fitsAtOnce ? QUIET : PRIMARY} min-h-9 px-4`}
        >
          Export in the background
        </button>
        <span className="text-13 text-ink-3">
          {fitsAtOnce ? 'In the background, a mail says when it is ready.' : 'A mail says when it is ready.'}
        </span>
      </div>
      <div className="grid gap-3 border-t border-line pt-4">
        <h2 className="text-14 font-semibold">Each day</h2>
        <p className="max-w-[72ch] text-13 text-ink-2">
          Every night after midnight in the account’s zone, the messages of the day before that match the rest of this
          filter. A mail brings the link.
        </p>
        <div className="flex flex-wrap items-end gap-3">
          <div className="w-full max-w-[24rem]">
            <TextField
              name="schedule_name"
              label="Name"
              maxLength={80}
              autoComplete="off"
              defaultValue={values.schedule_name ?? usualName}
              errors={fieldErrors.schedule_name}
            />
          </div>
          <button type="submit" name="when" value="daily" disabled={pending} className={`${QUIET} min-h-9`}>
            Export each day
          </button>
        </div>
      </div>
    </form>
  )
}
