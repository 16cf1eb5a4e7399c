'use client'

import { Bookmark, ChevronDown } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { VIEWS_PATH } from '#components/table/log-href.ts'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { useClosing } from '#components/ui/use-closing.ts'
import { saveShown, updateView } from './actions.ts'
import { MENU_BUTTON } from './menu-button.ts'

type Props = {
  /** The log's query as it stands. */
  here: string
  columns: readonly string[]
  density: string
  open: { id: string; name: string; href: string; isChanged: boolean; mayChange: boolean } | null
  /** The views to choose from. */
  children: ReactNode
}

/** The views to choose from, and what is shown now as one of them. */
export function ViewMenu({ here, columns, density, open, children }: Props) {
  const saving = useForm(saveShown)
  const updating = useForm(updateView)
  const { details, onClick } = useClosing(here)
  const [wasSent] = useState([saving, updating].some(({ state }) => Object.keys(state.values).length > 0))
  const shown = (
    <>
      <input type="hidden" name="here" value={here} />
      {columns.map((id) => (
        <input key={id} type="hidden" name="column" value={id} />
      ))}
      <input type="hidden" name="density" value={density} />
    </>
  )
  return (
    <details ref={details} data-sheet open={wasSent} className="filter-sheet sm:relative">
      <summary className={`${MENU_BUTTON} max-w-[18rem]`}>
        <Bookmark
          className={`size-3.5 shrink-0 ${open ? 'fill-signal text-signal' : ''}`}
          strokeWidth={1.5}
          aria-hidden="true"
        />
        <span className="sr-only">View: </span>
        <span className="truncate">{open?.name ?? 'Views'}</span>
        {open?.isChanged ? <span className="shrink-0 text-ink-3">changed</span> : null}
        <ChevronDown className="size-3.5 shrink-0" strokeWidth={1.5} aria-hidden="true" />
      </summary>
      <div onClickCapture={onClick} className="sm:right-0 sm:w-[22rem]">
        <div className="filter-sheet-fields grid gap-4">
          {children}
          {open?.isChanged ? (
            <form ref={updating.form} action={updating.send} className="grid gap-3 border-t border-line pt-4">
              {shown}
              <input type="hidden" name="view" value={open.id} />
              <p className="text-13 text-ink-2">
                What is shown is no longer what <b className="font-medium text-ink">{open.name}</b> keeps.
              </p>
              <FormMessage state={updating.state} />
              <div className="flex flex-wrap gap-2">
                {open.mayChange ? (
                  <button type="submit" disabled={updating.pending} className={QUIET}>
                    Update the view
                  </button>
                ) : null}
                <Link href={open.href} prefetch={false} className={QUIET}>
                  Back to it
                </Link>
              </div>
            </form>
          ) : null}
          <form ref={saving.form} action={saving.send} className="grid gap-3 border-t border-line pt-4">
            {shown}
            <TextField
              name="label"
              id="view-label"
              label={open ? 'Save this as another view' : 'Save this view'}
              placeholder="Failed this week"
              maxLength={100}
              required
              autoComplete="off"
              defaultValue={saving.state.values.label ?? ''}
              errors={saving.state.fieldErrors.name}
              hint="Its filter, columns and density. Ranges such as the last 7 days move on with the time."
            />
            <label className="flex min-h-6 items-center gap-2 text-13">
              <input
                type="checkbox"
                name="shared"
                value="yes"
                defaultChecked={saving.state.values.shared === 'yes'}
                className="size-4 accent-signal"
              />
              Share it with everybody on the account
            </label>
            <FormMessage state={saving.state} />
            <button type="submit" disabled={saving.pending} className={`${PRIMARY} w-fit`}>
              Save
            </button>
          </form>
        </div>
        <div className="filter-sheet-end">
          <Link href={VIEWS_PATH} prefetch={false} className="link text-13">
            Manage views
          </Link>
        </div>
      </div>
    </details>
  )
}
