/** What the database knows of one message: what a trace is told from. */
import type { Status } from '#domain/messages/status.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import type { EventKind, HeldWhy } from '#domain/webhooks/delivery.ts'
import type { AttemptDetail } from '#domain/webhooks/delivery-rows.ts'

export type TracedMessage = {
  id: string
  direction: 'outbound' | 'inbound'
  status: Status
  from: string
  to: string
  parts: number
  kind: NumberKind
  partNanos: bigint
  surchargeNanos: bigint
  shownNanos: bigint
  at: Date
  apiVersion: string | null
  keyName: string | null
  linkName: string | null
  tag: string | null
  isTest: boolean
  rateNanos: bigint | null
  rateSince: Date | null
  /** Of a message that answers another by the rules of opting out. */
  replyKind: string | null
  inReplyTo: string | null
}

/** As `accept_messages` has kept it. */
export type TracedRequest = {
  received_at: string
  request_id?: string
  idempotency_key?: string
  address?: string
  agent?: string
  content_type?: string
  sent_by?: string
  body?: string
  body_bytes?: number
}

export type TracedEvent = { rev: number; kind: string; at: Date; detail: Record<string, unknown> }

export type Submit = {
  part: number
  epoch: number
  worker: string
  outcome: 'accepted' | 'throttled' | 'rejected' | 'uncertain'
  reason: string | null
  commandStatus: bigint | null
  submittedAt: Date
  answeredAt: Date | null
  submitPdu: Buffer | null
  answerPdu: Buffer | null
  linkName: string | null
}

export type Deliver = {
  id: string
  part: number
  kind: 'receipt' | 'inbound'
  at: Date
  state: string | null
  error: string | null
  pdu: Buffer
  linkName: string | null
}

export type TracedPosting = {
  id: string
  kind: string
  source: string
  destination: string
  amountNanos: bigint
  reason: string
  at: Date
}

export type TracedDelivery = {
  id: string
  kind: EventKind
  url: string
  status: string
  heldWhy: HeldWhy | null
  body: string
  createdAt: Date
  attempts: AttemptDetail[]
}

export type TraceFacts = {
  message: TracedMessage
  request: TracedRequest | null
  events: TracedEvent[]
  submits: Submit[]
  delivers: Deliver[]
  postings: TracedPosting[]
  deliveries: TracedDelivery[]
}
