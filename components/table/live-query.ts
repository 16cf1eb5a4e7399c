import type { Range } from '#domain/reports/message-filter.ts'

const LAST_DAY: Range = '24h'
const TIMES = ['range', 'since', 'until']

/** For the feed no time means any time, and for the log the last day: an older message that changes has no place in it. */
export function liveQuery(query: string): string {
  const asked = new URLSearchParams(query)
  if (!TIMES.some((name) => asked.has(name))) asked.set('range', LAST_DAY)
  return asked.toString()
}
