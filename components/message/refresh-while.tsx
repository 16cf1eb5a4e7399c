'use client'

import { useEffect } from 'react'
import { useSafeRefresh } from '#components/table/use-safe-refresh.ts'

const LONGEST_MS = 15_000

/** Asks the server again until everything has happened: first often, then ever less. */
export function RefreshWhile({ active }: { active: boolean }) {
  const refresh = useSafeRefresh()
  useEffect(() => {
    if (!active) return
    let waitMs = 600
    let timer = setTimeout(look, waitMs)
    function look() {
      if (document.visibilityState === 'visible') void refresh()
      waitMs = Math.min(waitMs * 1.4, LONGEST_MS)
      timer = setTimeout(look, waitMs)
    }
    return () => clearTimeout(timer)
  }, [active, refresh])
  return null
}
