'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'

/**
 * Asks the server for the page again, but only if it answers: a router whose refresh fails falls back to loading the page anew,
 * and a server that is away for a moment would take the page from under the reader.
 */
export function useSafeRefresh(): () => Promise<void> {
  const router = useRouter()
  return useCallback(async () => {
    const answer = await fetch('/messages/live?probe', { cache: 'no-store' }).catch(() => null)
    if (answer?.ok) router.refresh()
  }, [router])
}
