import type { ReactNode } from 'react'

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-sm border border-line bg-surface px-1 font-mono text-12 font-medium leading-4 text-ink-3">
      {children}
    </kbd>
  )
}
