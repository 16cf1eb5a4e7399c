'use client'

import { type RefObject, useCallback, useEffect, useEffectEvent, useRef } from 'react'

/** Scrolled further than this, the reader is somewhere else than at the newest row. */
const AWAY_PX = 160

/**
 * Whether rows may move: nobody points at them, has the focus in them or has scrolled away. `onCalm` is called when that
 * becomes true again.
 */
export function useCalm(frame: RefObject<HTMLElement | null>, onCalm: () => void) {
  const pointing = useRef(false)

  const isCalm = useCallback(() => {
    const focused = frame.current?.querySelector('tbody')?.contains(document.activeElement)
    return !pointing.current && !focused && window.scrollY < AWAY_PX
  }, [frame])

  const settle = useEffectEvent(() => {
    if (isCalm()) onCalm()
  })
  useEffect(() => {
    // After the event, when the focus or the scroll has come to rest.
    const later = () => setTimeout(settle, 0)
    const node = frame.current
    window.addEventListener('scrollend', later)
    node?.addEventListener('focusout', later)
    node?.addEventListener('pointerleave', later)
    return () => {
      window.removeEventListener('scrollend', later)
      node?.removeEventListener('focusout', later)
      node?.removeEventListener('pointerleave', later)
    }
  }, [frame])

  const events = {
    // A finger does not hover.
    onPointerEnter: (event: { pointerType: string }) => {
      pointing.current = event.pointerType === 'mouse'
    },
    onPointerLeave: () => {
      pointing.current = false
    },
  }
  return { isCalm, events }
}
