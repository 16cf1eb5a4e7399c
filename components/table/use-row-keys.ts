'use client'

import { type RefObject, useEffect, useEffectEvent } from 'react'
import { isShortcut } from '#components/layout/keys.ts'

type Does = { open: (id: string) => void; close: () => void; toggleLive?: () => void; openId: string | null }

/** `j` and `k` walk the rows; while a message is open, what is walked to opens. */
export function useRowKeys(frame: RefObject<HTMLElement | null>, does: Does) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isShortcut(event)) return
    if (event.key === 'j' || event.key === 'k') walk(event.key === 'j' ? 1 : -1)
    else if (event.key === 'l' && does.toggleLive) does.toggleLive()
    else if (event.key === 'Escape' && does.openId) close(does.openId)
    else return
    event.preventDefault()
  })

  function links(): HTMLElement[] {
    return [...(frame.current?.querySelectorAll<HTMLElement>('[data-open]') ?? [])]
  }

  function walk(step: 1 | -1) {
    const all = links()
    const focused = document.activeElement instanceof HTMLElement ? all.indexOf(document.activeElement) : -1
    const at = focused >= 0 ? focused : all.findIndex((link) => link.dataset.open === does.openId)
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)]
    next?.focus({ preventScroll: true })
    next?.closest('tr')?.scrollIntoView({ block: 'nearest' })
    if (does.openId && next?.dataset.open) does.open(next.dataset.open)
  }

  function close(openId: string) {
    does.close()
    links()
      .find((link) => link.dataset.open === openId)
      ?.focus({ preventScroll: true })
  }

  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
