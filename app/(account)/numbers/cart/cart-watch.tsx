'use client'

import { useEffect, useRef } from 'react'
import { useSafeRefresh } from '#components/table/use-safe-refresh.ts'
import { nameNumbers } from '#domain/numbers/format-number.ts'
import { MINUTE_MS, useServerNow } from './use-server-now.ts'

type Props = { reserved: { e164: string; until: string }[]; at: string }

/** Says in time, and once, what runs out; when something has, the page is asked for anew. */
export function CartWatch({ reserved, at }: Props) {
  const nowMs = useServerNow(at)
  const refresh = useSafeRefresh()
  const asked = useRef('')
  const left = (until: string) => new Date(until).getTime() - (nowMs ?? new Date(at).getTime())
  const over = reserved.filter(({ until }) => left(until) <= 0).map(({ e164 }) => e164)
  const soon = reserved.filter(({ until }) => left(until) > 0 && left(until) <= MINUTE_MS).map(({ e164 }) => e164)
  const overKey = over.join(' ')
  useEffect(() => {
    if (overKey === asked.current) return
    asked.current = overKey
    if (overKey !== '') void refresh()
  }, [overKey, refresh])
  return (
    <p role="status" className="sr-only">
      {nowMs === null || soon.length === 0 ? '' : `Less than a minute left for ${nameNumbers(soon)}.`}
      {over.length === 0 ? '' : ` The reservation of ${nameNumbers(over)} has run out.`}
    </p>
  )
}
