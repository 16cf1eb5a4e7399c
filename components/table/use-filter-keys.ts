'use client'

import { useEffect } from 'react'
import { isShortcut } from '#components/layout/keys.ts'

/** `/` leads to the search box, `f` opens and closes the filters, `Esc` closes them. */
export function useFilterKeys() {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key === 'Escape' ? !closeSheet(event) : !isShortcut(event) || !lead(event.key)) return
      event.preventDefault()
    }
    // Before the keys of the rows: what lies on top closes first.
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [])
}

function lead(key: string): boolean {
  if (key === '/') {
    const box = document.querySelector<HTMLInputElement>('[data-search]')
    box?.focus()
    box?.select()
  } else if (key === 'f') openFilters()
  return key === '/' || key === 'f'
}

function openFilters() {
  const filters = document.querySelector<HTMLDetailsElement>('details[data-filters]')
  if (!filters) return
  filters.open = !filters.open
  const first = filters.open ? 'select, input:not([type="hidden"])' : 'summary'
  filters.querySelector<HTMLElement>(first)?.focus()
}

function closeSheet(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false
  const sheet = document.querySelector<HTMLDetailsElement>('details[data-filters][open], details[data-sheet][open]')
  if (!sheet) return false
  sheet.open = false
  sheet.querySelector('summary')?.focus()
  return true
}
