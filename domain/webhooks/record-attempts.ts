/**
 * What came of tries, in one transaction: their rows, what becomes of the events, how it goes at the endpoints. Locks are taken in one
 * order (events by id, then endpoints by id), so that recorders, claims and replays never wait for each other in a ring.
 */
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { now, SECOND_MS } from '#lib/time.ts'
import type { Attempt } from './attempt.ts'
import type { Outcome } from './circuit.ts'
import { GONE, isSuccess, judgeAttempt, type Verdict } from './judge-attempt.ts'
import { redirectError } from './last-error.ts'
import { recordHealth } from './record-health.ts'
import { readRetryAfter, type Schedule } from './schedule.ts'
import { storable } from './storable-attempt.ts'
import { WRITE_ATTEMPTS } from './write-attempts.sql.ts'

/** For a whole attempt, the test delivery of a person among them. */
export const DELIVERY_TIMEOUT_MS = 10 * SECOND_MS
const LONGEST_LOCATION = 200

type Event = { id: string; tries: number; is_of_message: boolean }
type Judged = Attempt & { verdict: Verdict; outcome: Outcome; isOfMessage: boolean }

export async function recordAttempts(accountId: string, attempts: readonly Attempt[]): Promise<void> {
  // A lease that lapsed may bring the same event twice: it is written once.
  const own = [...new Map(attempts.map((one) => [one.deliveryId, storable(one)])).values()]
  const at = now()
  await tenantTransaction(accountId, async (tx) => {
    const [events, [account]] = await Promise.all([
      tx.query<Event>(LOCK, [accountId, own.map((one) => one.deliveryId)]),
      tx.query<{ schedule: Schedule }>(SCHEDULE, [accountId]),
    ])
    const schedule = account?.schedule ?? 'long'
    const judged = own.flatMap((attempt) => {
      const event = events.find(({ id }) => id === attempt.deliveryId)
      return event ? [judge(attempt, event, schedule, at)] : []
    })
    if (judged.length === 0) return
    await Promise.all([write(tx, accountId, judged, at), recordHealth(tx, accountId, outcomesOf(judged), schedule, at)])
  })
}

const LOCK = {
  name: 'lock_attempted',
  text: `select id, tries, origin = 'message' as is_of_message from deliveries
         where account_id = $1 and id = any($2::uuid[]) and status = 'pending' order by id for update`,
}
const SCHEDULE = { name: 'webhook_schedule', text: 'select webhook_schedule as schedule from accounts where id = $1' }

function judge(attempt: Attempt, event: Event, schedule: Schedule, at: Date): Judged {
  const { statusCode, seen, isProbe = false, startedAt } = attempt
  const ok = isSuccess(statusCode)
  const error = attempt.error ?? redirectOf(attempt)
  const retryAfterMs = ok ? null : readRetryAfter(seen?.answerHeaders['retry-after'], at)
  const isOfMessage = event.is_of_message
  const tried = { statusCode, tries: event.tries + 1, retryAfterMs, isOfMessage }
  const verdict = judgeAttempt(tried, schedule, { at, chance: Math.random() })
  return {
    ...attempt,
    error,
    isOfMessage,
    verdict,
    outcome: { ok, isProbe, startedAt, statusCode, error, retryAfterMs },
  }
}

function redirectOf({ statusCode, seen }: Attempt): string | null {
  if (statusCode === null || statusCode < 300 || statusCode > 399) return null
  return redirectError(seen?.answerHeaders.location?.slice(0, LONGEST_LOCATION) ?? null)
}

/** That the URL of one message is gone says nothing of the others at its origin. */
function outcomesOf(judged: readonly Judged[]): Map<string, Outcome[]> {
  const counted = judged.filter((one) => !(one.isOfMessage && one.statusCode === GONE))
  const groups = Map.groupBy(counted, ({ endpointId }) => endpointId)
  return new Map([...groups].map(([id, group]) => [id, group.map(({ outcome }) => outcome)]))
}

async function write(tx: Tx, accountId: string, judged: readonly Judged[], at: Date): Promise<void> {
  const column = <T>(pick: (one: Judged) => T) => judged.map(pick)
  const headers = (pick: (one: Judged) => Record<string, string> | undefined) =>
    column((one) => JSON.stringify(pick(one) ?? null))
  await tx.query(WRITE_ATTEMPTS, [
    accountId,
    at,
    column((one) => one.deliveryId),
    column((one) => one.startedAt),
    column((one) => one.durationMs),
    column((one) => one.statusCode),
    column((one) => one.error),
    column((one) => one.answer),
    column((one) => one.verdict.status),
    column((one) => one.verdict.heldWhy),
    column((one) => one.verdict.dueAt),
    column((one) => one.seen?.url ?? null),
    column((one) => one.seen?.address ?? null),
    column((one) => one.seen?.reused ?? null),
    column((one) => one.seen?.fault ?? null),
    column((one) => one.seen?.dnsMs ?? null),
    column((one) => one.seen?.connectMs ?? null),
    column((one) => one.seen?.tlsMs ?? null),
    column((one) => one.seen?.firstByteMs ?? null),
    headers((one) => one.seen?.requestHeaders),
    headers((one) => one.seen?.answerHeaders),
  ])
}
