import type { ReactNode } from 'react'

/** One row of a table, beside it on a desk and in its place on a phone. */
export function SidePanel({ label, children }: { label: string; children: ReactNode }) {
  return (
    <aside
      aria-label={label}
      className="grid grid-cols-[minmax(0,1fr)] content-start gap-4 rounded-lg border border-line bg-surface p-4 max-panel:-mx-1 panel:sticky panel:top-[72px] panel:max-h-[calc(100dvh-92px)] panel:overflow-y-auto panel:px-[18px] panel:shadow-float"
    >
      {children}
    </aside>
  )
}
