/** The log's state is its address: which page, which message is open. */
export function logHref(before: string | null, open: string | null): string {
  const query = new URLSearchParams()
  if (before) query.set('before', before)
  if (open) query.set('open', open)
  return query.size > 0 ? `/messages?${query}` : '/messages'
}

/** A message's own page. */
export function messageHref(id: string): string {
  return `/messages/${id}`
}
