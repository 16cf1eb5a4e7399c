import type { SearchParams } from '#app/_web/search-params.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'

export const MOST_TYPED = 1_600
const MOST_MESSAGES = 1_000_000_000n
const EXAMPLE = 'Harbor Dental: your visit is on Tuesday at 9:30. Reply C to confirm, or STOP to opt out.'

export type Question = {
  text: string
  messages: bigint
  /** As it was typed, and what is wrong with it. */
  typed: string
  problem: string | null
  kind: NumberKind
  destination: string
}

/** What the calculator was asked, from the address: it works without JavaScript, and a link shows the same to everybody. */
export function readQuestion(params: Awaited<SearchParams>, destinations: readonly string[]): Question {
  const one = (name: string) => (typeof params[name] === 'string' ? params[name] : undefined)
  const typed = (one('messages') ?? '10000').slice(0, 20)
  const digits = typed.replace(/[,\s]/g, '')
  const count = /^\d{1,12}$/.test(digits) ? BigInt(digits) : null
  const isCount = count !== null && count > 0n && count <= MOST_MESSAGES
  const to = one('to') ?? ''
  return {
    text: (one('message') ?? EXAMPLE).replace(/\r\n/g, '\n').slice(0, MOST_TYPED),
    messages: isCount ? count : 10_000n,
    typed,
    problem: isCount ? null : 'Write a whole number of messages, at most 1,000,000,000.',
    kind: one('kind') === 'toll_free' ? 'toll_free' : 'longcode',
    destination: destinations.includes(to) ? to : 'us',
  }
}
