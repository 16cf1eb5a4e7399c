/** Long polling: an answer as soon as there is an event, or an empty one when the wait is over. No connection is held meanwhile. */
import type { Scope } from '#domain/access/scope.ts'
import { onNudge } from '#lib/nudges.ts'
import { Refusal } from '#lib/refusals.ts'
import { SECOND_MS } from '#lib/time.ts'
import { type EventBatch, type EventsAsked, readEvents } from './read-events.ts'

export const MOST_WAIT_SECONDS = 30
/** Waiting at once, in this process: of one account, and of all. */
export const MOST_WAITS = 20
const MOST_WAITS_OF_ALL = 1_000
/** It looks by itself this often, and after a nudge not before the shorter one, however busy its account is. */
const LOOK_MS = SECOND_MS
const QUIET_MS = 50
const RETRY_AFTER_SECONDS = 5

const waits = new Map<string, number>()
let allWaits = 0

/** Ends early, with what there is, when `signal` says so. Throws `too_many_waits`, and what `readEvents` throws. */
export async function awaitEvents(
  scope: Scope,
  asked: EventsAsked,
  { waitMs, signal }: { waitMs: number; signal: AbortSignal },
): Promise<EventBatch> {
  const first = await readEvents(scope, asked)
  if (waitMs === 0 || first.events.length > 0 || signal.aborted) return first
  const { accountId } = scope
  const others = waits.get(accountId) ?? 0
  if (others >= MOST_WAITS || allWaits >= MOST_WAITS_OF_ALL)
    throw new Refusal('too_many_waits', {
      places: { most: String(MOST_WAITS) },
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    })
  waits.set(accountId, others + 1)
  allWaits += 1
  try {
    return await waitFor(scope, asked, first, { waitMs, signal })
  } finally {
    allWaits -= 1
    const left = (waits.get(accountId) ?? 1) - 1
    if (left > 0) waits.set(accountId, left)
    else waits.delete(accountId)
  }
}

async function waitFor(
  scope: Scope,
  asked: EventsAsked,
  first: EventBatch,
  { waitMs, signal }: { waitMs: number; signal: AbortSignal },
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
    if (payload === '*' || payload.includes(scope.accountId)) ring()
  })
  signal.addEventListener('abort', ring, { once: true })
  let batch = first
  try {
    while (batch.events.length === 0 && !signal.aborted) {
      const leftMs = until - performance.now()
      if (leftMs <= 0) break
      if (!batch.hasMore) {
        await sleep(Math.min(leftMs, LOOK_MS))
        if (nudged && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
        nudged = false
      }
      batch = await readEvents(scope, { ...asked, after: batch.cursor })
    }
    return batch
  } finally {
    stopListening()
    signal.removeEventListener('abort', ring)
  }
}
