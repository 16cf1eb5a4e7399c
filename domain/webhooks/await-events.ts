/** Long polling: an answer as soon as there is an event, or an empty one when the wait is over. No connection is held meanwhile. */
import { isTest, type Scope } from '#domain/access/scope.ts'
import { onNudge } from '#lib/nudges.ts'
import { Refusal } from '#lib/refusals.ts'
import { SECOND_MS } from '#lib/time.ts'
import { type EventBatch, type EventsAsked, readEvents } from './read-events.ts'

export const MOST_WAIT_SECONDS = 30
/** Waiting at once, in this process: of one account’s live or test keys, and of all. */
export const MOST_WAITS = 20
const MOST_WAITS_OF_ALL = 1_000
/** It looks by itself this often, and after a nudge not before the shorter one, however busy its account is. */
const LOOK_MS = SECOND_MS
const QUIET_MS = 50
const RETRY_AFTER_SECONDS = 5
/** Read one after the other without a pause when none holds what is asked for; then the answer says where to go on. */
const MOST_WINDOWS = 5

const waits = new Map<string, number>()
let allWaits = 0

/** `askAgain`: who asks, as it is by now; it throws when its key has ended. */
type Waiting = { waitMs: number; signal: AbortSignal; askAgain: () => Promise<Scope> }

/**
 * Ends early, with what there is, when `signal` says so. A key that ends or is narrowed meanwhile gets nothing more than it may. Throws
 * `too_many_waits`, and what `readEvents` and `askAgain` throw.
 */
export async function awaitEvents(scope: Scope, asked: EventsAsked, waiting: Waiting): Promise<EventBatch> {
  const first = await readEvents(scope, asked)
  if (waiting.waitMs === 0 || first.events.length > 0 || waiting.signal.aborted) return first
  const whose = `${scope.accountId} ${isTest(scope)}`
  const others = waits.get(whose) ?? 0
  if (others >= MOST_WAITS || allWaits >= MOST_WAITS_OF_ALL)
    throw new Refusal('too_many_waits', {
      places: { most: String(MOST_WAITS) },
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    })
  waits.set(whose, others + 1)
  allWaits += 1
  try {
    return await waitFor(scope.accountId, asked, first, waiting)
  } finally {
    allWaits -= 1
    const left = (waits.get(whose) ?? 1) - 1
    if (left > 0) waits.set(whose, left)
    else waits.delete(whose)
  }
}

async function waitFor(
  accountId: string,
  asked: EventsAsked,
  first: EventBatch,
  { waitMs, signal, askAgain }: Waiting,
): Promise<EventBatch> {
  const until = performance.now() + waitMs
  let wake = () => {}
  let nudged = false
  const ring = () => {
    nudged = true
    wake()
  }
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (nudged || signal.aborted) wake()
    })
  const stopListening = onNudge('feed', (payload) => {
    if (payload === '*' || payload.includes(accountId)) ring()
  })
  signal.addEventListener('abort', ring, { once: true })
  let batch = first
  let windows = 1
  try {
    while (batch.events.length === 0 && !signal.aborted) {
      const leftMs = until - performance.now()
      if (leftMs <= 0) break
      if (batch.hasMore) {
        if (windows >= MOST_WINDOWS) break
        windows += 1
      } else {
        windows = 1
        await sleep(Math.min(leftMs, LOOK_MS))
        if (nudged && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
        nudged = false
      }
      batch = await readEvents(await askAgain(), { ...asked, after: batch.cursor })
    }
    return batch
  } finally {
    stopListening()
    signal.removeEventListener('abort', ring)
  }
}
