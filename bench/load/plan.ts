/** What the load process is told, and what it answers. */
export type Plan = {
  port: number
  clients: number
  seconds: number
  senders: { authorization: string; from: string }[]
  to: string
  /** Each request has an Idempotency-Key of its own. */
  isIdempotent: boolean
  /**
   * `closed`: each client sends again when it is answered. `open`: so many a second, whatever the answers do. `road`: so many
   * between the client and the carrier at any time.
   */
  shape: { kind: 'closed' } | { kind: 'open'; perSecond: number } | { kind: 'road'; inRoad: number }
  /** The carrier's log file, when what it took is to be followed. */
  witness: string | null
}

export type Quantiles = { p50: number; p99: number }

export type LoadResult = {
  /** With those of the warm-up: what the counted twin is divided by. */
  acceptedInAll: number
  acceptedPerSecond: number
  /** Answers by status, other than 202. */
  refused: Record<string, number>
  answerMs: Quantiles
  submittedPerSecond: number
  /** Request sent → taken by the carrier. */
  roadMs: Quantiles
}
