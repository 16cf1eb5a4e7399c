'use client'

import { useEffect, useRef } from 'react'

/** When something in the menu was last pressed. Outside the page: an action that leads elsewhere makes the page anew. */
let usedAt = Number.NEGATIVE_INFINITY
const LONGEST_WAY_MS = 10_000

/** A `<details>` that closes when something in it has led to another address, and gives the focus back to its button. */
export function useClosing(address: string) {
  const details = useRef<HTMLDetailsElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is what it waits for.
  useEffect(() => {
    const { current } = details
    if (!current || performance.now() - usedAt > LONGEST_WAY_MS) return
    usedAt = Number.NEGATIVE_INFINITY
    current.open = false
    current.querySelector('summary')?.focus()
  }, [address])

  function onClick() {
    usedAt = performance.now()
  }
  return { details, onClick }
}
