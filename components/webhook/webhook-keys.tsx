'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useRef } from 'react'
import { useFilterKeys } from '#components/table/use-filter-keys.ts'
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

  useFilterKeys()

  return (
    <div ref={frame} className="ledger-frame">
      {children}
    </div>
  )
}
