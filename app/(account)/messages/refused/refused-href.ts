import type { RefusedFilter } from '#domain/reports/refused-rows.ts'

export const REFUSED_PATH = '/messages/refused'

export function refusedHref({ range, code, key }: RefusedFilter, before: string | null): string {
  const query = new URLSearchParams({ range })
  if (code) query.set('code', code)
  if (key) query.set('key', key)
  if (before) query.set('before', before)
  return `${REFUSED_PATH}?${query}`
}
