import { MINUTE_MS } from '#lib/time.ts'
import { readWrittenMoment } from '#lib/written-moment.ts'

const MOST_YEARS = 2
/** Until what is stored can be seen by whoever prices a message: one that came before would have another price than it says. */
const LEAST_MS = MINUTE_MS

/** `2027-01-01` (from midnight UTC) or `2027-01-01T08:00Z`. A sentence for what is past, or too far off to be meant. */
export function readEffectiveFrom(text: string, at: Date): Date | string {
  const written = readWrittenMoment(text)
  if (written === '' || (written.includes('T') && !written.endsWith('Z')))
    return `effective_from must be a day such as 2027-01-01, or a minute of UTC such as 2027-01-01T08:00Z, and is “${text.slice(0, 40)}”.`
  const from = new Date(written.includes('T') ? written : `${written}T00:00Z`)
  if (from <= at)
    return `effective_from ${text} has passed: a card cannot change what was already charged. Write a time to come.`
  if (from.getTime() < at.getTime() + LEAST_MS)
    return `effective_from ${text} is less than a minute away: messages that come meanwhile would have another price. Write a later time.`
  const last = new Date(at)
  last.setUTCFullYear(last.getUTCFullYear() + MOST_YEARS)
  return from > last ? `effective_from ${text} is more than ${MOST_YEARS} years away: check the year.` : from
}
