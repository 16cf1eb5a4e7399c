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
  /** What was spent in a quarter of an hour, on a day or in a month is not what its postings add up to. */
  | {
      kind: 'total'
      dimension: string
      level: string
      at: string
      value: string
      toldNanos: string
      postedNanos: string
    }
  /** More was given back of a posting than it moved. */
  | { kind: 'reversed'; postingId: string; movedNanos: string; reversedNanos: string }
  | { kind: 'limit'; limitId: string; nanos: string }

export type BooksVerdict = { whole: boolean; postings: number; faults: BooksFault[]; more: boolean }

export const MOST_NAMED = 100

export function verdictOf(postings: number, faults: BooksFault[]): BooksVerdict {
  return {
    whole: faults.length === 0,
    postings,
    faults: faults.slice(0, MOST_NAMED),
    more: faults.length > MOST_NAMED,
  }
}

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
    case 'total':
      return `The ${fault.level} of ${fault.at} tells ${dollars(fault.toldNanos)} for the ${fault.dimension} ${fault.value || '(none)'}, with its messages and parts; its postings say ${dollars(fault.postedNanos)}.`
    case 'reversed':
      return `Of posting ${fault.postingId}, which moved ${dollars(fault.movedNanos)}, ${dollars(fault.reversedNanos)} was given back.`
    case 'limit':
      return `Limit ${fault.limitId} counts less than nothing as spent: ${dollars(fault.nanos)}.`
  }
}

/** To the nanodollar: a fault may be as small. */
function dollars(nanos: string): string {
  return formatNanos(nanos, 9)
}
