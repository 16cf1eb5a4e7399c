/** What can be wrong with an account's books, and how people are told. */
import { formatNanos } from './money.ts'

export type BooksFault =
  /** The entries of one kind of money do not sum to zero. */
  | { kind: 'unbalanced'; isTest: boolean; nanos: string }
  /** The balance that is kept is not what its postings say. */
  | { kind: 'drifted'; isTest: boolean; book: 'available' | 'held'; keptNanos: string; postedNanos: string }
  | { kind: 'below_zero'; isTest: boolean; book: 'available' | 'held'; nanos: string }
  /** A message whose postings are not those that its status and its price ask for. */
  | { kind: 'message'; messageId: string; status: string; priceNanos: string; found: string }
  /** A posting that names a message there is not. */
  | { kind: 'orphan'; postingId: string; messageId: string }

export type BooksVerdict = { whole: boolean; postings: number; faults: BooksFault[]; more: boolean }

export const MOST_NAMED = 100

export function booksFaultSentence(fault: BooksFault): string {
  const money = 'isTest' in fault && fault.isTest ? ' of test money' : ''
  switch (fault.kind) {
    case 'unbalanced':
      return `The entries${money} sum to ${dollars(fault.nanos)} and not to zero.`
    case 'drifted':
      return `The balance${money} keeps ${dollars(fault.keptNanos)} as ${fault.book}; its postings say ${dollars(fault.postedNanos)}.`
    case 'below_zero':
      return `What is ${fault.book}${money} is below zero: ${dollars(fault.nanos)}.`
    case 'message':
      return `Message ${fault.messageId} (${fault.status}, ${dollars(fault.priceNanos)}) has these postings: ${fault.found || 'none'}.`
    case 'orphan':
      return `Posting ${fault.postingId} is of message ${fault.messageId}, which there is not.`
  }
}

/** To the nanodollar: a fault may be as small. */
function dollars(nanos: string): string {
  return formatNanos(nanos, 9)
}
