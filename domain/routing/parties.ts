/**
 * Who may exchange messages with whom, once: accept, receive, composer and number page ask here. Toll-free numbers reach the US and
 * Canada only (rule F6), short codes and other countries nobody (F7, F15). Whether a sender is one's own and enabled (F9, F8) the
 * database decides in the transaction that accepts (`accept_messages`); `sends` says the same beforehand.
 */
import { isUsOrCanada, type NumberKind, parseNumber } from '#domain/numbers/nanp.ts'

export type PartyProblem = 'alphanumeric' | 'short_code' | 'not_nanp' | 'toll_free_abroad'

export const PARTY_SENTENCES: Record<PartyProblem, string> = {
  alphanumeric: 'Letters cannot be reached and cannot send: use a number.',
  short_code: 'Short codes are not supported, to or from: use a long code or a toll-free number.',
  not_nanp:
    'Must be a North American (+1) number with 11 digits, for example 12065550142. Other countries are not supported yet.',
  toll_free_abroad: 'Toll-free numbers exchange messages within the US and Canada only.',
}

/** What keeps a number of ours and somebody else's from meeting, in either direction; null: nothing does. */
export function partyProblem(one: string, other: string): PartyProblem | null {
  const [first, second] = [parseNumber(one), parseNumber(other)]
  if (!first.ok) return first.problem
  if (!second.ok) return second.problem
  const isTollFree = first.kind === 'toll_free' || second.kind === 'toll_free'
  return isTollFree && !(isUsOrCanada(first.e164) && isUsOrCanada(second.e164)) ? 'toll_free_abroad' : null
}

/** Whom a number reaches, in words: for its page. */
export function reachOf(kind: NumberKind): string {
  return kind === 'toll_free' ? 'The US and Canada' : 'Every +1 number, short codes excepted'
}

export type MessagingState = 'enabled' | 'porting' | 'suspended' | 'released'

/** Only an enabled number sends. */
export function sends({ messagingState }: { messagingState: MessagingState }): boolean {
  return messagingState === 'enabled'
}
