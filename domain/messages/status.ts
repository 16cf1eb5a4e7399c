/**
 * The life of a message as data: which status may follow which, and what a status means for the money.
 * `transition.ts` is the only place that moves a message, and it reads this table.
 */

export const STATUSES = [
  'accepted',
  'sending',
  'uncertain',
  'sent',
  'delivered',
  'undelivered',
  'expired',
  'rejected',
  'canceled',
  'received',
  'held',
] as const
export type Status = (typeof STATUSES)[number]

/**
 * `uncertain`: the bytes left and no answer came. `expired` may still become `delivered`: a late receipt corrects our
 * timeout. Nothing final is overwritten by something less final.
 */
export const MOVES = {
  accepted: ['sending', 'canceled', 'expired'],
  sending: ['sent', 'accepted', 'rejected', 'uncertain', 'expired'],
  uncertain: ['accepted', 'sent', 'delivered', 'undelivered', 'rejected', 'expired'],
  sent: ['delivered', 'undelivered', 'expired'],
  delivered: [],
  undelivered: [],
  expired: ['delivered'],
  rejected: [],
  canceled: [],
  received: [],
  held: ['received'],
} as const satisfies Record<Status, readonly Status[]>

export function mayMove(from: Status, to: Status): boolean {
  const next: readonly Status[] = MOVES[from]
  return next.includes(to)
}

/** While a message is in one of these, its price is held and not yet spent. */
const HOLDING: readonly Status[] = ['accepted', 'sending', 'uncertain']
const TAKEN_BY_CARRIER: readonly Status[] = ['sent', 'delivered', 'undelivered']

/** What a move means for an outbound message's hold. The carrier's acceptance settles; refusal and expiry release. */
export function holdAfter(from: Status, to: Status): 'keep' | 'settle' | 'release' {
  if (!HOLDING.includes(from) || HOLDING.includes(to)) return 'keep'
  return TAKEN_BY_CARRIER.includes(to) ? 'settle' : 'release'
}

export const FAILED: readonly Status[] = ['undelivered', 'rejected', 'expired']

export function isFinal(status: Status): boolean {
  return MOVES[status].length === 0 || status === 'expired'
}
