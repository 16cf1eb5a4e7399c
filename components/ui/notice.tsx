import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import type { ReactNode } from 'react'

const TONES = {
  failed: { icon: CircleAlert, look: 'border-failed/40 bg-failed-wash', mark: 'text-failed' },
  done: { icon: CircleCheck, look: 'border-signal/40 bg-signal-wash', mark: 'text-signal' },
  hint: { icon: Info, look: 'border-line bg-sunk/60', mark: 'text-ink-3' },
} as const

export function Notice({ tone, children }: { tone: keyof typeof TONES; children: ReactNode }) {
  const { icon: Icon, look, mark } = TONES[tone]
  return (
    <div className={`flex gap-2.5 rounded-md border px-3 py-2.5 text-13 ${look}`}>
      <Icon className={`mt-0.5 size-4 shrink-0 ${mark}`} strokeWidth={1.5} aria-hidden="true" />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
