'use client'

import { type ReactNode, useRef, useState } from 'react'
import { useFilterKeys } from '#components/table/use-filter-keys.ts'
import { useRowKeys } from '#components/table/use-row-keys.ts'
import { QUIET } from '#components/ui/button.ts'

/**
 * `j`, `k`, `/`, and what is chosen: over a form that needs nothing of JavaScript. `children` is the table, whose check boxes
 * are the form's own.
 */
export function NumberKeys({ mayEdit, children, more }: { mayEdit: boolean; children: ReactNode; more: ReactNode }) {
  const frame = useRef<HTMLFormElement>(null)
  const [chosen, setChosen] = useState<number | null>(null)
  useRowKeys(frame, { openId: null, open: () => {}, close: () => {} })

  useFilterKeys()

  function onChange(event: { target: EventTarget }) {
    const boxes = [...(frame.current?.querySelectorAll<HTMLInputElement>('input[name="n"]') ?? [])]
    const all = frame.current?.querySelector<HTMLInputElement>('input[data-all]')
    if (event.target === all) for (const box of boxes) box.checked = all.checked
    const count = boxes.filter((box) => box.checked).length
    if (all) {
      all.checked = count === boxes.length
      all.indeterminate = count > 0 && count < boxes.length
    }
    setChosen(count)
  }

  return (
    <form ref={frame} method="get" action="/numbers/edit" onChange={onChange} className="grid gap-2">
      <div className="ledger-frame">{children}</div>
      {mayEdit ? (
        <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2 text-13">
          <button type="submit" disabled={chosen === 0} className={QUIET}>
            Change the chosen
            <span className="num text-ink-3">{chosen ? chosen : ''}</span>
          </button>
          {more}
        </div>
      ) : null}
    </form>
  )
}
