import { DELIVERY_TIMEOUT_MS } from '#domain/webhooks/record-attempts.ts'

/** How the worker paces itself. Each limit says what it protects. */
export const SETTINGS = {
  /** A claimed message is somebody else's after this: longer than any answer may take, so that a live worker never loses one. */
  leaseMs: 30_000,
  /** When a part's bytes leave, this much of the lease must be left: a worker that was paused cannot submit. */
  leaseMarginMs: 12_000,
  /** Accounts looked at in one round; the next round goes on after the last. */
  accountsPerRound: 100,
  /** Incoming PDUs worked off at once. */
  inboxBatch: 200,
  /** Of the outbox, in one transaction of a relay that nobody waits for. */
  factsAtOnce: 2_000,
  /** Endpoints with something pending that one round looks at, due or not; the next round goes on after the last. */
  stepsOfLook: 500,
  /** So many of them of one account, however many accounts there are: others are behind it. */
  stepsOfAccount: 50,
  /** Claims under way at once, each in a transaction of its own. */
  claimsAtOnce: 4,
  /** Web hooks under way in the whole worker, with their bodies in memory. Many, since most of them do nothing but wait. */
  deliveriesUnderWay: 1_024,
  deliveryTimeoutMs: DELIVERY_TIMEOUT_MS,
  deliveryLeaseMs: 30_000,
  /** Ported numbers that are tried in one round; each waits for the carrier's answer. */
  loopTestsPerRound: 20,
  /** Copies to candidates under way, beside the real ones. */
  copiesPerAccount: 4,
  copiesUnderWay: 16,
  /** Connections to the mail server of one worker. */
  mailsAtOnce: 5,
  /** Longer than a mail server may take over one mail: within it no second worker sends the same. */
  mailLeaseMs: 300_000,
  /** Numbers of one job before the next job has its turn, and before a worker that is to end may end. */
  numbersPerRound: 50,
  /** A job whose worker died waits this long. */
  jobLeaseMs: 30_000,
  /** Each holds a connection of the pool. One more than an account may have, so that somebody else's begins. */
  exportsAtOnce: 3,
} as const
