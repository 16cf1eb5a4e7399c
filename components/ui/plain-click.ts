import type { MouseEvent } from 'react'

/** One that opens a link here: not one for another tab or window, and not one to save it. */
export function isPlainClick({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey
}
