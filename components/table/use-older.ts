'use client'

import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { MessagePage } from '#domain/reports/message-rows.ts'
import { logHref } from './log-href.ts'

export type OlderRows = Pick<MessagePage, 'rows' | 'olderThan'> & { searchedTo: string | null }

/** Where the rows go on by themselves, before the reader has come to their end. */
const AHEAD = '800px'

/**
 * Brings the next page under the rows while `mark` is near the window. `older` null: there is none to bring. What fails is left to the
 * link that is there anyway.
 */
export function useOlder(
  mark: RefObject<HTMLElement | null>,
  query: string,
  older: string | null,
  bring: (page: OlderRows) => void,
) {
  const [isLoading, setLoading] = useState(false)
  const asked = useRef<string | null>(null)

  const load = useEffectEvent(async () => {
    if (older === null || asked.current === older) return
    asked.current = older
    setLoading(true)
    const answer = await fetch(logHref(query, { before: older }, '/messages/older'), { cache: 'no-store' }).catch(
      () => null,
    )
    if (answer?.ok) bring(await answer.json())
    setLoading(false)
  })

  useEffect(() => {
    const node = mark.current
    if (!node || older === null) return
    // Told anew after each page: a mark that is still near asks for the next.
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && void load(), {
      rootMargin: AHEAD,
    })
    watch.observe(node)
    return () => watch.disconnect()
  }, [mark, older])

  return isLoading
}
