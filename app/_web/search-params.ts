/** What a page gets of its query. Next's own `PageProps` exists only after a build. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** The token of a link in a mail, or '' when there is none. */
export async function readToken(searchParams: SearchParams): Promise<string> {
  const { token } = await searchParams
  return typeof token === 'string' ? token : ''
}
