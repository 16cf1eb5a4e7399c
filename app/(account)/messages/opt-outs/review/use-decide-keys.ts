'use client'

import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { isShortcut } from '#components/layout/keys.ts'
import { useRowKeys } from '#components/table/use-row-keys.ts'

/**
 * `j` and `k` walk; `a` and `d` press the button of the row that has the focus and of no other: with none, nothing is decided. The row
 * after it has the focus then. `rows` changes when the list does.
 */
export function useDecideKeys(form: RefObject<HTMLFormElement | null>, rows: string): void {
  const left = useRef<number | null>(null)
  useRowKeys(form, { openId: null, open: () => {}, close: () => {} })

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if ((event.key !== 'a' && event.key !== 'd') || event.repeat || !isShortcut(event)) return
    const row = document.activeElement?.closest('[data-review]')
    const button = row?.querySelector<HTMLButtonElement>(`button[name=${event.key === 'a' ? 'accept' : 'dismiss'}]`)
    if (!row || !button || button.disabled) return
    event.preventDefault()
    left.current = [...(form.current?.querySelectorAll('[data-review]') ?? [])].indexOf(row)
    form.current?.requestSubmit(button)
  })

  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the list has changed
  useEffect(() => {
    if (left.current === null) return
    const links = [...(form.current?.querySelectorAll<HTMLElement>('[data-review] [data-open]') ?? [])]
    links[Math.min(left.current, links.length - 1)]?.focus()
    left.current = null
  }, [rows])
}
