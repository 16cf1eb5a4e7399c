'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useRef } from 'react'
import { useRowKeys } from '#components/table/use-row-keys.ts'
import { type AuditView, auditHref } from './audit-view.ts'

/** `j`, `k` and `Esc` over a table that needs nothing else of JavaScript. */
export function AuditKeys({ view, children }: { view: AuditView; children: ReactNode }) {
  const router = useRouter()
  const frame = useRef<HTMLDivElement>(null)
  useRowKeys(frame, {
    openId: view.open === null ? null : String(view.open),
    open: (seq) => router.replace(auditHref(view, { open: Number(seq) }), { scroll: false }),
    close: () => router.push(auditHref(view, { open: null }), { scroll: false }),
  })
  return (
    <div ref={frame} className="ledger-frame">
      {children}
    </div>
  )
}
