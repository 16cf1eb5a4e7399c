'use client'

import { Columns3 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { startTransition, useOptimistic, useState } from 'react'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { logHref } from '#components/table/log-href.ts'
import { QUIET } from '#components/ui/button.ts'
import { COLUMN_IDS, COLUMN_NAMES, type ColumnId, DENSITIES } from '#domain/reports/column-ids.ts'
import { type MessageLook, moveColumn } from '#domain/views/message-look.ts'
import { ColumnLine, type Move } from './column-line.tsx'
import { setLook } from './look-actions.ts'
import { MENU_BUTTON } from './menu-button.ts'
import { useKeptFocus } from './use-kept-focus.ts'

const DENSITY_WORDS = { comfortable: 'Comfortable', compact: 'Compact' } as const

type Props = { here: string; look: MessageLook; inView: string | null }

/** Which columns, in what order, how dense. Every change holds at once; without scripts a button sends them. */
export function LookMenu({ here, look, inView }: Props) {
  const { state, send, form } = useForm(setLook)
  const router = useRouter()
  const [shown, show] = useOptimistic(look)
  const [moved, setMoved] = useState<Move | null>(null)
  const [wasSent] = useState(Object.keys(state.values).length > 0)
  useKeptFocus(moved)

  function change(next: MessageLook) {
    if (!form.current) return
    const sent = new FormData(form.current)
    sent.delete('column')
    for (const id of next.columns) sent.append('column', id)
    sent.set('density', next.density)
    startTransition(() => {
      show(next)
      // The same as the action does, without a page that is made anew and has its menu closed.
      if (inView === null) send(sent)
      else router.replace(logHref(here, { columns: next.columns.join(), density: next.density }), { scroll: false })
    })
  }

  function toggle(id: ColumnId) {
    const has = shown.columns.includes(id)
    change({ ...shown, columns: has ? shown.columns.filter((one) => one !== id) : [...shown.columns, id] })
  }

  function move(id: ColumnId, by: Move['by']) {
    setMoved({ id, by })
    change({ ...shown, columns: moveColumn(shown.columns, id, by) })
  }

  const rest = COLUMN_IDS.filter((id) => !shown.columns.includes(id))
  return (
    <details data-sheet open={wasSent} className="filter-sheet sm:relative">
      <summary className={MENU_BUTTON}>
        <Columns3 className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
        Columns
      </summary>
      <form ref={form} action={send} aria-label="Columns and density" className="sm:right-0 sm:w-[19rem]">
        {/* What the Enter key presses: the first one, which would else move a column. */}
        <button type="submit" className="hidden">
          Apply
        </button>
        <input type="hidden" name="here" value={here} />
        {inView === null ? null : <input type="hidden" name="in_view" value="yes" />}
        <div className="filter-sheet-fields grid gap-4">
          <ul className="-my-1 grid">
            {[...shown.columns, ...rest].map((id) => (
              <ColumnLine key={id} id={id} columns={shown.columns} onToggle={toggle} onMove={move} />
            ))}
          </ul>
          <p role="status" className="sr-only">
            {moved ? placeOf(moved.id, shown.columns) : ''}
          </p>
          <fieldset className="grid grid-cols-2 gap-2 border-t border-line pt-4">
            <legend className="sr-only">Density</legend>
            {DENSITIES.map((one) => (
              <label key={one} className="flex min-h-6 items-center gap-2 text-13">
                <input
                  type="radio"
                  name="density"
                  value={one}
                  checked={shown.density === one}
                  onChange={() => change({ ...shown, density: one })}
                  className="size-4 accent-signal"
                />
                {DENSITY_WORDS[one]}
              </label>
            ))}
          </fieldset>
          {inView === null ? null : (
            <p className="text-12 text-ink-3">
              These are of the view “{inView}”. What you change here stays in it once you update the view.
            </p>
          )}
          <FormMessage state={state} />
        </div>
        <div className="filter-sheet-end">
          <button type="submit" className={`${QUIET} without-script`}>
            Apply
          </button>
          <button type="submit" name="reset" value="yes" className={QUIET}>
            Reset
          </button>
          <span className="text-12 text-ink-3">{inView === null ? 'Kept for you on this account' : null}</span>
        </div>
      </form>
    </details>
  )
}

function placeOf(id: ColumnId, columns: readonly ColumnId[]): string {
  return `${COLUMN_NAMES[id]} is column ${columns.indexOf(id) + 1} of ${columns.length}.`
}
