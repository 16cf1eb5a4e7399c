/** What a page gets of its query. Next's own `PageProps` exists only after a build. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>
