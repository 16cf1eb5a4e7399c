/** Which messages a client means. What cannot be meant is named: nobody takes a list for filtered that is not. */
import { STATUSES } from '#domain/messages/status.ts'
import { type MessageFilter, MOST_TAG, NO_MESSAGE_FILTER, readMessageFilter } from '#domain/reports/message-filter.ts'
import type { QueryReader } from './read-query.ts'

const SENTENCES = {
  direction: 'Must be outbound or inbound.',
  status: `Must be one or more of, with commas: ${STATUSES.join(', ')}.`,
  from: 'Must be a number such as 12065550142, or a short code.',
  to: 'Must be a number such as 12065550142, or a short code.',
  tag: `Must have at most ${MOST_TAG} characters.`,
} as const
type Name = keyof typeof SENTENCES

/** `given`: what was understood, for the links that repeat it. */
export function readRecordFilter(query: QueryReader): { filter: MessageFilter; given: [Name, string][] } {
  const names = Object.keys(SENTENCES) as Name[]
  const asked = Object.fromEntries(names.map((name) => [name, query.text(name)?.trim()]))
  const read = readMessageFilter(asked)
  for (const name of names) {
    const isCut = name === 'status' && read.status.split(',').length !== asked[name]?.split(',').length
    if (asked[name] && (read[name] === '' || isCut)) query.wrong(name, SENTENCES[name])
  }
  const given = names.flatMap((name): [Name, string][] => (read[name] === '' ? [] : [[name, read[name]]]))
  return { filter: { ...NO_MESSAGE_FILTER, ...Object.fromEntries(given) }, given }
}
