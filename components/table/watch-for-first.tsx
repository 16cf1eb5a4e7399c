'use client'

import { useLive } from './use-live.ts'
import { useSafeRefresh } from './use-safe-refresh.ts'

export function WatchForFirst({ position }: { position: string }) {
  const refresh = useSafeRefresh()
  const { connection } = useLive(position, true, () => void refresh())
  return (
    <p role="status" className="text-13 text-ink-3">
      {connection === 'live' ? 'Listening for the first message.' : 'Connecting to the live feed.'}
    </p>
  )
}
