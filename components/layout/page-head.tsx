import type { ReactNode } from 'react'

export function PageHead({ title, note, children }: { title: ReactNode; note?: ReactNode; children?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <h1 className="text-20 font-semibold tracking-[-0.015em]">{title}</h1>
      {note ? <p className="text-13 text-ink-3 max-sm:hidden">{note}</p> : null}
      {children ? <div className="ml-auto flex flex-wrap gap-2">{children}</div> : null}
    </header>
  )
}
