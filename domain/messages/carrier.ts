/**
 * The carrier port: what the worker asks of a carrier and what a carrier brings back. SMPP is one adapter
 * (`server/carriers/smpp`); the port knows no protocol, so that MMS or an HTTP carrier can stand behind it later.
 */

export type Encoding = 'gsm7' | 'ucs2'

/** One part on its way out. Numbers are E.164 with `+`. */
export type OutgoingPart = {
  from: string
  to: string
  /** The part's own text: at most 160 septets or 70 UTF-16 units; 153 or 67 when `concat` is set. */
  text: string
  encoding: Encoding
  /** Present when the message has several parts. `reference` is 0..255 and equal in all of them; `number` starts at 1. */
  concat: { reference: number; total: number; number: number } | null
}

/** What went over the wire for one part, kept for the person who has to explain it. */
export type Exchange = {
  sequence: number | null
  /** The carrier's own status code; 0 is success. Null when no answer came. */
  commandStatus: number | null
  submittedAt: Date
  answeredAt: Date | null
  /** The bytes in hex: what left, and what came back. Null when nothing did. */
  submitPdu: string | null
  answerPdu: string | null
}

/** Every way a submission can end. Nothing is thrown: the caller must handle each. */
export type SubmitOutcome =
  | { kind: 'accepted'; carrierMessageId: string; exchange: Exchange }
  /** Not now (queue full, throttled): try again later; never the customer's fault. */
  | { kind: 'throttled'; retryAfterMs: number; exchange: Exchange }
  /** No, for good. */
  | { kind: 'rejected'; reason: string; exchange: Exchange }
  /** The bytes left and no answer came: it may or may not have been taken. */
  | { kind: 'uncertain'; reason: string; exchange: Exchange }
  /** The bytes never left: safe to submit again. */
  | { kind: 'unsent'; reason: string }

/** What a carrier says became of a part. `final` ones end the message's life. */
export type ReceiptState = 'delivered' | 'undelivered' | 'rejected' | 'expired' | 'enroute' | 'unknown'

export type CarrierReceipt = {
  kind: 'receipt'
  /** As the carrier wrote it; forms differ (hex, decimal, case, leading zeros): matching is the domain's job. */
  carrierMessageId: string
  state: ReceiptState
  /** The three-character error of the receipt text, `000` for none; null when absent. */
  errorCode: string | null
  from: string
  to: string
  at: Date
  /** The PDU's bytes in hex. */
  raw: string
}

export type IncomingPart = {
  kind: 'inbound'
  from: string
  to: string
  text: string
  encoding: Encoding
  concat: { reference: number; total: number; number: number } | null
  raw: string
}

export type Incoming = CarrierReceipt | IncomingPart

export type LinkState = 'connecting' | 'bound' | 'down' | 'refused'

export type LinkConfig = {
  id: string
  name: string
  host: string
  port: number
  systemId: string
  password: string
  /** Parts that may be on the wire unanswered. */
  window: number
  /** Parts per second the carrier granted. */
  ratePerSecond: number
  enquireLinkMs: number
  /** How long an answer may take before the part is `uncertain`. */
  responseTimeoutMs: number
}

export type LinkHandlers = {
  /**
   * Called with whatever arrived since the last call. The link acknowledges these to the carrier only after the
   * promise resolved; if it rejects, the carrier is told to try again. So: commit, then return.
   */
  onIncoming: (batch: Incoming[]) => Promise<void>
  onState: (state: LinkState, detail: string) => void
}

export type CarrierLink = {
  readonly id: string
  readonly state: LinkState
  /**
   * How many parts may be handed over right now: those that leave at once, and a few that stand in line so that the wire is never
   * idle. 0 when the link is down or throttled.
   */
  readonly free: number
  /**
   * Waits for the window and the rate, sends, waits for the answer. Never rejects. Past `untilMs` (of `performance.now()`) its
   * bytes do not leave any more: it is `unsent`, because by then it may be somebody else's.
   */
  submit: (part: OutgoingPart, limits?: { untilMs: number }) => Promise<SubmitOutcome>
  /** Resolves when `free` may have become greater than 0. */
  whenFree: () => Promise<void>
  /** Lets what is on the wire be answered (bounded), unbinds, closes. */
  close: () => Promise<void>
}
