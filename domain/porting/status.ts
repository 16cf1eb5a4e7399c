/**
 * The life of a port order as data: which status may follow which, and whether the account or the operator makes that move. Beside it
 * the two clocks of each number, voice and messaging. `move-port.ts` is the only place that moves an order, and it reads this.
 */

export const STATUSES = [
  'draft',
  'documents',
  'submitted',
  'exception',
  'foc_confirmed',
  'voice_ported',
  'done',
  'canceled',
] as const
export type Status = (typeof STATUSES)[number]

/** `account`: whoever manages numbers there, and the operator in their place. */
export type Mover = 'account' | 'operator'

export const MOVES = {
  draft: { documents: 'account', canceled: 'account' },
  documents: { submitted: 'account', canceled: 'account' },
  submitted: { exception: 'operator', foc_confirmed: 'operator', canceled: 'account' },
  exception: { submitted: 'account', canceled: 'account' },
  // A new date replaces the old one.
  foc_confirmed: { foc_confirmed: 'operator', exception: 'operator', voice_ported: 'operator', canceled: 'account' },
  // The numbers are here: there is no way back but another port.
  voice_ported: { done: 'operator' },
  done: {},
  canceled: {},
} as const satisfies Record<Status, Partial<Record<Status, Mover>>>

export type Voice = 'waiting' | 'ported'
export const VOICE_MOVES = { waiting: ['ported'], ported: [] } as const satisfies Record<Voice, readonly Voice[]>

export type Messaging = 'waiting' | 'porting' | 'overdue' | 'active'
/** `overdue`: the five days are over and no loop test came back; it is tried on. */
export const MESSAGING_MOVES = {
  waiting: ['porting'],
  porting: ['active', 'overdue'],
  overdue: ['active'],
  active: [],
} as const satisfies Record<Messaging, readonly Messaging[]>

export function moverOf(from: Status, to: Status): Mover | null {
  const next: Partial<Record<Status, Mover>> = MOVES[from]
  return next[to] ?? null
}

export function isClosed(status: Status): boolean {
  return Object.keys(MOVES[status]).length === 0
}

/** What clients of the contract read (contract 8.2). */
export const CONTRACT_STATUSES = {
  draft: 'Pending',
  documents: 'Process',
  submitted: 'Submitted',
  exception: 'Rejected',
  foc_confirmed: 'Accepted',
  // Its date has come; what is left is messaging.
  voice_ported: 'Accepted',
  done: 'Completed',
  canceled: 'Canceled',
} as const satisfies Record<Status, string>

export type ContractStatus = (typeof CONTRACT_STATUSES)[Status]

/** Null when clients know no such status. */
export function statusesOf(contract: string): Status[] | null {
  const found = STATUSES.filter((one) => CONTRACT_STATUSES[one].toLowerCase() === contract.toLowerCase())
  return found.length > 0 ? found : null
}
