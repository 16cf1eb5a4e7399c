/**
 * Failures slow somebody down and never lock a victim out. Three kinds of bucket, each leaking with time:
 *
 * - of an address, and of an address with a subject (an e-mail, a person): full means "wait", for whoever is at that address;
 * - of a subject from anywhere: never a refusal, only a growing pause, since anybody can fill it from anywhere;
 * - of a device that has signed in before (a signed cookie): its own bucket instead of both, so a flood at somebody's name does not
 *   reach the person at their own desk.
 *
 * A try is counted before it is judged, so a hundred at once are a hundred. All processes share the buckets.
 */
import { createHash } from 'node:crypto'
import { query } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { MINUTE_MS, now } from '#lib/time.ts'

/** `burst` tries at once, then one each `everyMs`. `pause`: slow down instead of refusing. */
type Limit = { burst: number; everyMs: number; pause?: true }

export const LIMITS = {
  'sign-in address': { burst: 40, everyMs: MINUTE_MS / 2 },
  'sign-in address and e-mail': { burst: 8, everyMs: MINUTE_MS },
  'sign-in device': { burst: 15, everyMs: MINUTE_MS },
  'sign-in e-mail': { burst: 5, everyMs: MINUTE_MS, pause: true },
  // A browser in which the person has signed in before: no flood from elsewhere reaches it.
  'code device': { burst: 10, everyMs: 2 * MINUTE_MS },
  'code address and person': { burst: 10, everyMs: 2 * MINUTE_MS },
  // Somebody who tries codes has the password already; recovery codes and passkeys go on.
  'code person': { burst: 50, everyMs: 30 * MINUTE_MS },
  'recovery code person': { burst: 20, everyMs: 10 * MINUTE_MS },
  // Each begun sign-in by passkey or identity provider is one, also the right ones.
  'begin address': { burst: 200, everyMs: 5_000 },
  'sudo person': { burst: 10, everyMs: MINUTE_MS },
  'sign-up address': { burst: 20, everyMs: 5 * MINUTE_MS },
  'reset address': { burst: 20, everyMs: 5 * MINUTE_MS },
  /** Mails to one address: past it the answer stays the same and no mail is sent. */
  'mail to e-mail': { burst: 5, everyMs: 15 * MINUTE_MS },
  'test delivery account': { burst: 10, everyMs: 10_000 },
  'invitation account': { burst: 50, everyMs: 10 * MINUTE_MS },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS
export type LimitSubject = [limit: LimitName, ...subject: string[]]

const LONGEST_PAUSE_MS = 3_000

// A refused try does not make the bucket fuller, or the waiting would never end.
const TAKE = {
  name: 'take_attempts',
  text: `
    insert into attempts as t (subject, failures, at)
    select a.subject, 1, $2 from unnest($1::bytea[]) with ordinality as a (subject, n) order by a.subject
    on conflict (subject) do update set at = $2,
      failures = least(greatest(0, t.failures - extract(epoch from ($2 - t.at)) * 1000 / ($3::jsonb ->> encode(t.subject, 'hex'))::float8) + 1,
        ($4::jsonb ->> encode(t.subject, 'hex'))::float8 + 1)
    returning encode(subject, 'hex') as subject, failures`,
}

/**
 * Takes one try of each bucket. Throws `slow_down` when one is full, pauses where one asks for it. What comes back forgives the try:
 * it was right, and leaves no trace.
 */
export async function takeTry(...subjects: LimitSubject[]): Promise<() => Promise<void>> {
  const taken = subjects.map(([name, ...subject]) => ({ limit: LIMITS[name] as Limit, hash: hashOf(name, subject) }))
  const by = (value: (limit: Limit) => number) =>
    JSON.stringify(Object.fromEntries(taken.map(({ limit, hash }) => [hash.toString('hex'), value(limit)])))
  const rows = await query<{ subject: string; failures: number }>(TAKE, [
    taken.map(({ hash }) => hash),
    now(),
    by((limit) => limit.everyMs),
    by((limit) => limit.burst),
  ])
  let pauseMs = 0
  for (const { limit, hash } of taken) {
    const failures = rows.find((row) => row.subject === hash.toString('hex'))?.failures ?? 0
    const over = failures - limit.burst
    if (over <= 0) continue
    if (limit.pause) pauseMs = LONGEST_PAUSE_MS
    else throw slowDown(over * limit.everyMs)
  }
  if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
  return async () => {
    await query('update attempts set failures = greatest(0, failures - 1) where subject = any($1::bytea[])', [
      taken.map(({ hash }) => hash),
    ])
  }
}

/** The same for one bucket, as a question: for what is dropped in silence instead of refused. */
export async function mayGoOn(...subject: LimitSubject): Promise<boolean> {
  try {
    await takeTry(subject)
    return true
  } catch (fault) {
    if (fault instanceof Refusal) return false
    throw fault
  }
}

function hashOf(name: string, subject: readonly string[]): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([name, ...subject]))
    .digest()
}

function slowDown(waitMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  const wait =
    seconds < 90 ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : `${Math.ceil(seconds / 60)} minutes`
  return new Refusal('slow_down', { places: { wait }, retryAfterSeconds: seconds })
}
