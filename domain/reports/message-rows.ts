/** The shapes the portal shows of a message. Types and nothing else, so that pages and client components may lean on them. */
import type { Encoding } from '#domain/messages/carrier.ts'
import type { Status } from '#domain/messages/status.ts'
import type { DeliveryStatus, EventKind, HeldWhy } from '#domain/webhooks/delivery.ts'

/** One line of the message log. Money travels as a decimal string of nanodollars: JSON has no bigint. */
export type MessageRow = {
  id: string
  /** Grows with every move; a watcher keeps the higher one. */
  rev: number
  at: string
  direction: 'outbound' | 'inbound'
  status: Status
  from: string
  to: string
  parts: number
  encoding: Encoding
  /** What it costs or did cost; '0' when released or free. */
  priceNanos: string
  /** Null when the viewer's role may not see content. */
  body: string | null
  errorCode: string | null
  errorReason: string | null
  /** A word of the sender's own. */
  tag: string | null
  /** Names: `readFilterChoices`. */
  keyId: string | null
  carrierId: string | null
  /** Sent with a test key: over the sandbox, in test money. */
  isTest: boolean
}

/** A message that a live view may show and that its filter no longer asks for: what a move changes of it. */
export type LeftRow = Pick<
  MessageRow,
  'id' | 'rev' | 'status' | 'priceNanos' | 'errorCode' | 'errorReason' | 'carrierId'
>

export type MessagePage = {
  rows: MessageRow[]
  /** Pass as `before` for the next, older page; null: there is none. */
  olderThan: string | null
  /** Pass as `after` for the page beside it that is newer; null on the newest. */
  newerThan: string | null
  /** How far it was looked, where that ended before the page was full: `olderThan` (or `newerThan`) goes on from there. */
  searchedTo: string | null
  /** The filter asks for words of the content, which the reader's role may not see: they were not asked for. */
  isTextLeftOut: boolean
  /** The feed position this page is true for: a live stream that starts here misses nothing and doubles nothing. */
  position: string
}

export type TimelineEvent = { kind: string; at: string; detail: Record<string, unknown> }

export type PartExchange = {
  number: number
  linkName: string
  carrierMessageId: string | null
  sequence: string | null
  commandStatus: string | null
  submittedAt: string | null
  answeredAt: string | null
  outcome: string
  outcomeReason: string | null
  receiptState: string | null
  receiptError: string | null
  receiptAt: string | null
  receiptRaw: string | null
}

export type DeliveryAttempt = {
  number: number
  at: string
  durationMs: number
  statusCode: number | null
  error: string | null
  answer: string | null
}

export type Delivery = {
  id: string
  kind: EventKind
  /** Empty: none was in force. */
  url: string
  status: DeliveryStatus
  heldWhy: HeldWhy | null
  createdAt: string
  nextAttemptAt: string | null
  body: string | null
  attempts: DeliveryAttempt[]
}

export type Posting = {
  id: string
  kind: string
  source: string
  destination: string
  amountNanos: string
  reason: string
  at: string
  isTest: boolean
}

export type MessageDetail = MessageRow & {
  /** `mdr2-` and 32 hex digits. */
  ref: string
  partNanos: string
  keyName: string | null
  linkName: string | null
  events: TimelineEvent[]
  exchanges: PartExchange[]
  deliveries: Delivery[]
  postings: Posting[]
}

export type Today = {
  sent: number
  received: number
  /** Of those sent today with an end, the share that was delivered: 0..1; null when none ended. */
  deliveredShare: number | null
  spentNanos: string
  /** Messages of the last 24 hours by hour, oldest first. */
  hours: { hour: string; sent: number; received: number }[]
}
