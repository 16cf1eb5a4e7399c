/** Runs in a page: notes when each row of the log was painted for the first time, and when with each of its statuses. */
export type Paint = { id: string; text: string; at: number }

export function watchPaints(): void {
  const seen = new Set<string>()
  const paints: Paint[] = []
  const channel = new MessageChannel()
  let pending: { id: string; text: string }[] = []
  // A message that is posted in a frame's callback is heard when the frame has been painted.
  channel.port1.onmessage = () => {
    const at = Date.now()
    paints.push(...pending.map((one) => ({ ...one, at })))
    pending = []
  }
  const look = () => {
    for (const row of document.querySelectorAll('tr[data-id]')) {
      const id = row.getAttribute('data-id') ?? ''
      const text = row.textContent ?? ''
      const key = `${id} ${/Delivered|Undelivered|Sending|Sent|Queued/.exec(text)?.[0] ?? ''}`
      if (seen.has(key)) continue
      seen.add(key)
      pending.push({ id, text })
    }
    if (pending.length > 0) requestAnimationFrame(() => channel.port2.postMessage(null))
  }
  look()
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
  Object.assign(window, { paints })
}
