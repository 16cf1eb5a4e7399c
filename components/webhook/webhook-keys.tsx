'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import { isShortcut } from '#components/layout/keys.ts'
import { useRowKeys } from '#components/table/use-row-keys.ts'
import { ID_PLACE } from './webhook-paths.ts'

type Props = { openId: string | null; hrefs: { open: string; close: string } | null; children: ReactNode }

/**
 * `j`, `k`, `Esc`, `/` and `f` over a list that needs nothing else of JavaScript. `hrefs`: where an open row shows itself, with `ID_PLACE`
 * in the place of its id; null: rows lead to pages of their own.
 */
export function WebhookKeys({ openId, hrefs, children }: Props) {
  const router = useRouter()
  const frame = useRef<HTMLDivElement>(null)
  useRowKeys(frame, {
    openId,
    open: (id) => (hrefs ? router.replace(hrefs.open.replace(ID_PLACE, id), { scroll: false }) : undefined),
    close: () => (hrefs ? router.push(hrefs.close, { scroll: false }) : undefined),
  })

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (!isShortcut(event)) return
      if (event.key === '/') document.querySelector<HTMLInputElement>('[data-search]')?.focus()
      else if (event.key === 'f') openFilters()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return (
    <div ref={frame} className="ledger-frame">
      {children}
    </div>
  )
}

function openFilters() {
  const filters = document.querySelector<HTMLDetailsElement>('details[data-filters]')
  if (!filters) return
  filters.open = !filters.open
  const first = filters.open ? 'select, input' : 'summary'
  filters.querySelector<HTMLElement>(first)?.focus()
}
