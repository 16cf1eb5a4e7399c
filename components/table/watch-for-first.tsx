'use client'

import { useRouter } from 'next/navigation'
import { useLive } from './use-live.ts'

export function WatchForFirst({ position }: { position: string }) {
  const router = useRouter()
  const { connection } = useLive(position, true, () => router.refresh())
  return (
    <p role="status" className="text-13 text-ink-3">
      {connection === 'live' ? 'Listening for the first message.' : 'Connecting to the live feed.'}
    </p>
  )
}
