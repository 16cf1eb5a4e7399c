'use client'

import { MINUTE_MS, SECOND_MS, useServerNow } from './use-server-now.ts'

/** `9:41`, for the eye: its place is kept from the first paint on, and who listens is told the time of day. */
export function Countdown({ until, at }: { until: string; at: string }) {
  const nowMs = useServerNow(at)
  const leftMs = nowMs === null ? null : Math.max(0, new Date(until).getTime() - nowMs)
  const isShort = leftMs !== null && leftMs < MINUTE_MS
  return (
    <span aria-hidden="true" className={`num inline-block w-[9ch] ${isShort ? 'text-held' : 'text-ink-3'}`}>
      {leftMs === null ? '' : `${minutes(leftMs)} left`}
    </span>
  )
}

function minutes(ms: number): string {
  const seconds = Math.ceil(ms / SECOND_MS)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
