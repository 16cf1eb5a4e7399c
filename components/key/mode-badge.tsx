import type { KeyMode } from '#domain/access/scope.ts'

/** Live is the rule and says so quietly; a test key must never be taken for one. */
export function ModeBadge({ mode }: { mode: KeyMode }) {
  const look = mode === 'test' ? 'border-held/50 bg-held-wash text-held' : 'border-line text-ink-3'
  return (
    <span className={`rounded-sm border px-1.5 text-12 leading-[18px] font-medium whitespace-nowrap ${look}`}>
      {mode === 'test' ? 'Test' : 'Live'}
    </span>
  )
}
