import type { MouseEvent } from 'react'

/** The address of the link that was clicked to be opened here; null for no link, and for one that opens elsewhere or is saved. */
export function clickedHref(event: MouseEvent): string | null {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  // By attributes: a link of a drawing has no `target` that is text.
  if (!link || !isPlainClick(event) || link.hasAttribute('target') || link.hasAttribute('download')) return null
  return link.getAttribute('href')
}

/** Not one for another tab or window, and not one to save what is behind it. */
export function isPlainClick({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey
}
