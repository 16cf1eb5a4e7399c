/** The shapes the portal shows of a replay. Types and nothing else, so that client components may lean on them. */
import type { DeliveryStatus } from './delivery.ts'
import type { DeliveryFilter } from './delivery-filter.ts'

export type ReplayState = 'running' | 'done' | 'canceled'

export type ReplayRow = {
  id: string
  filter: DeliveryFilter
  perSecond: number
  state: ReplayState
  /** Counted when it began; what it made due again, and what it had to leave. */
  total: number
  queued: number
  skipped: number
  startedAt: string
  startedBy: string
  endedAt: string | null
  endedBy: string | null
}

/** What became of those that it made due again, by now. */
export type ReplayDetail = ReplayRow & { delivered: number; failed: number; waiting: number }

export type ReplayPreview = {
  total: number
  byOutcome: { outcome: DeliveryStatus; count: number }[]
  byEndpoint: { id: string | null; address: string | null; count: number }[]
  /** What messages that were held for want of balance will cost; '0' when there are none. */
  costNanos: string
}
