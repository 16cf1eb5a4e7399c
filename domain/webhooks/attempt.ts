/** One try, as the worker saw it. */
export type Attempt = {
  deliveryId: string
  endpointId: string
  startedAt: Date
  durationMs: number
  /** Null when no whole answer came. */
  statusCode: number | null
  error: string | null
  /** The first kilobyte of the answer, as text. */
  answer: string | null
  isProbe?: boolean
  seen?: Seen
}

/** What is shown of it beside the outcome. Milliseconds; null: not needed, or not reached. */
export type Seen = {
  url: string
  address: string | null
  reused: boolean
  /** `dns timeout`: which step failed, and how. */
  fault: string | null
  dnsMs: number | null
  connectMs: number | null
  tlsMs: number | null
  firstByteMs: number | null
  requestHeaders: Record<string, string>
  answerHeaders: Record<string, string>
}
