'use client'

import { useLayoutEffect } from 'react'
import { arrowId, type Move } from './column-line.tsx'

/** A line that is put elsewhere in the page loses the focus: the arrow that was pressed gets it again. */
export function useKeptFocus(moved: Move | null) {
  useLayoutEffect(() => {
    if (moved === null || document.activeElement !== document.body) return
    document.getElementById(arrowId(moved))?.focus()
  })
}
