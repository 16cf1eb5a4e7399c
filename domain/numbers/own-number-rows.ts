/** The shapes the portal shows of many numbers. Types and nothing else, so that pages and components may lean on them. */
import type { MessagingState } from '#domain/routing/parties.ts'
import type { NumberKind } from './nanp.ts'
import type { Registration } from './number-filter.ts'

export type OwnNumberRow = {
  e164: string
  kind: NumberKind
  alias: string | null
  tags: string[]
  country: string | null
  state: string | null
  rateCenter: string | null
  city: string | null
  messagingState: MessagingState
  registration: Registration
  /** The SMS request URL in force and whose it is; null: none. */
  url: { url: string; origin: 'number' | 'account' } | null
  /** Of the last 30 days, as far as the hour totals know. */
  messages: number
  costNanos: string
}

export type OwnNumberPage = {
  rows: OwnNumberRow[]
  /** Pass as `after` for what follows, as `before` for what stands before; null where there is nothing. */
  next: string | null
  previous: string | null
  /** How many match, counted to `COUNT_LIMIT` and no further. */
  count: number
}

export const COUNT_LIMIT = 10_000
