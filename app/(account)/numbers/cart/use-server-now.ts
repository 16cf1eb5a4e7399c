'use client'

import { useEffect, useState } from 'react'

/** `lib/time.ts` belongs to the server. */
export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS

/**
 * Milliseconds by the server's clock, told every second; null until the page is alive. `at` is when the server wrote the page: a wrong
 * clock of the reader's device moves nothing.
 */
export function useServerNow(at: string): number | null {
  const [nowMs, setNowMs] = useState<number | null>(null)
  useEffect(() => {
    const aheadMs = new Date(at).getTime() - Date.now()
    const tick = () => setNowMs(Date.now() + aheadMs)
    tick()
    const timer = setInterval(tick, SECOND_MS)
    return () => clearInterval(timer)
  }, [at])
  return nowMs
}
