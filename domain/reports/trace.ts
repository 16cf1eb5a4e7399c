/** The shapes of a message's trace. Types and nothing else, so that pages and client components may lean on them. */
import type { Status } from '#domain/messages/status.ts'

export type StepKind = 'request' | 'checks' | 'price' | 'posting' | 'status' | 'pdu' | 'webhook'
export type Tone = 'good' | 'failed' | 'held' | 'quiet'

/** `value` null: it says what the message says, and the reader's role does not see that. */
export type TracedPdu = {
  direction: 'out' | 'in'
  command: string
  status: number
  sequence: number
  bytes: number
  fields: { name: string; value: string | null }[]
  /** `··` for every byte that the reader's role does not see. */
  hex: string
}

export type TracedCheck = { name: string; result: 'passed' | 'failed' | 'not_asked' | 'not_in_force'; note: string }

/** `text` null: the reader's role does not see it. */
export type TracedBody = { title: string; text: string | null; isCut: boolean }

export type TraceStep = {
  id: string
  at: string
  /** Since the step before. */
  afterMs: number
  kind: StepKind
  title: string
  /** Why it happened, in a sentence. */
  cause: string
  /** The step that it follows from; null: nothing that is recorded here. */
  causedBy: string | null
  tone: Tone
  status: Status | null
  facts: { name: string; value: string }[]
  checks: TracedCheck[]
  headers: Record<string, string>
  bodies: TracedBody[]
  pdu: TracedPdu | null
}

export type Trace = {
  /** `mdr2-` and 32 hex digits. */
  id: string
  direction: 'outbound' | 'inbound'
  status: Status
  isTest: boolean
  /** As the message shows it, what was given back of it, and what its postings took from the balance in all: the one less the other. */
  priceNanos: string
  refundedNanos: string
  postedNanos: string
  /** What was asked for, to ask for it again; null where nobody may see it, or it was not over the API. */
  request: { version: string; contentType: string; idempotencyKey: string | null; body: string } | null
  steps: TraceStep[]
}
