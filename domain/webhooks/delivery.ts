/** What is told by web hook, and what may become of it. */

export const EVENT_KINDS = ['inbound', 'receipt', 'optout.created', 'optout.removed'] as const
export type EventKind = (typeof EVENT_KINDS)[number]

export const EVENT_WORDS: Record<EventKind, string> = {
  inbound: 'Inbound message',
  receipt: 'Delivery receipt',
  'optout.created': 'Opt-out',
  'optout.removed': 'Opt-out lifted',
}

/**
 * `pending`: it goes out when it is due. `failed`: the tries of its schedule are over. `held`: it never went out, or not yet, and waits
 * for a person. From all but `pending` a replay makes it due again.
 */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed', 'held'] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

export const HELD_WORDS = {
  no_url: 'no URL is set for it',
  no_balance: 'the balance did not cover it',
  suspended: 'its number is suspended',
  endpoint_disabled: 'its endpoint is disabled',
} as const
export type HeldWhy = keyof typeof HELD_WORDS
