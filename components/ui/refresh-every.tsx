'use client'

import { useEffect } from 'react'
import { useSafeRefresh } from '#components/table/use-safe-refresh.ts'

/** Asks the server again every few seconds while somebody is looking. */
export function RefreshEvery({ ms }: { ms: number }) {
  const refresh = useSafeRefresh()
  useEffect(() => {
    let timer = setTimeout(look, ms)
    async function look() {
      if (document.visibilityState === 'visible') await refresh()
      timer = setTimeout(look, ms)
    }
    return () => clearTimeout(timer)
  }, [ms, refresh])
  return null
}
