/** The shapes the portal shows of an event. Types and nothing else, so that client components may lean on them. */
import type { DeliveryStatus, EventKind, HeldWhy } from './delivery.ts'

export type DeliveryRow = {
  id: string
  at: string
  kind: EventKind
  /** Our number, and the other side's. */
  number: string
  peer: string
  /** Null: no URL was in force. */
  endpointId: string | null
  address: string | null
  status: DeliveryStatus
  heldWhy: HeldWhy | null
  /** Of the last try. */
  lastStatus: number | null
  lastError: string | null
  attempts: number
  nextAttemptAt: string | null
}

export type DeliveryPage = {
  /** Newest first. */
  rows: DeliveryRow[]
  /** Pass as `before` for the next, older page; null on the last. */
  older: string | null
  newer: string | null
  /** Of all that match, up to one more than the limit. */
  count: number
}

export const COUNT_LIMIT = 10_000

export type AttemptDetail = {
  number: number
  at: string
  durationMs: number
  statusCode: number | null
  error: string | null
  /** The first kilobyte, as text; null also where the reader's role does not see contents. */
  answer: string | null
  answerHeaders: Record<string, string> | null
  url: string | null
  requestHeaders: Record<string, string> | null
  dnsMs: number | null
  connectMs: number | null
  tlsMs: number | null
  firstByteMs: number | null
  reused: boolean | null
  address: string | null
  fault: string | null
  nextAt: string | null
}

export type DeliveryDetail = DeliveryRow & {
  /** Empty: none was in force. */
  url: string
  /** Null where the reader's role does not see contents. */
  body: string | null
  /** `mdr2-` and 32 hex digits; null: it tells of no message. */
  messageRef: string | null
  /** What it costs to release it, where it was held for want of balance; else '0'. */
  releaseNanos: string
  tries: AttemptDetail[]
}
