/** Keys of the portal are single letters: they must keep silent while somebody types, or chords with another key. */
export function isShortcut(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
  const target = event.target
  if (!(target instanceof HTMLElement)) return true
  if (document.querySelector('dialog[open], [popover]:popover-open:not(#rail)')) return false
  return !target.isContentEditable && !target.closest('input, textarea, select')
}
