export const MESSAGES_PATH = '/messages'
export const VIEWS_PATH = `${MESSAGES_PATH}/views`

/** A message's own page. */
export function messageHref(id: string): string {
  return `${MESSAGES_PATH}/${id}`
}

/** The log of a query (`messageQuery`, as a text) with this said beside it, or said anew; null and '' say nothing. */
export function logHref(query: string, beside: Readonly<Record<string, string | null>>, path = MESSAGES_PATH): string {
  const all = new URLSearchParams(query)
  for (const [name, value] of Object.entries(beside)) value ? all.set(name, value) : all.delete(name)
  return all.size > 0 ? `${path}?${all}` : path
}
