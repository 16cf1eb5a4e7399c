/**
 * Failures slow somebody down and never lock a victim out. Three kinds of bucket, each leaking with time:
 *
 * - of an address, and of an address with a subject (an e-mail, a person): full means "wait", for whoever is at that address;
 * - of a subject from anywhere: never a refusal, only a growing pause, since anybody can fill it from anywhere;
 * - of a device that has signed in before (a signed cookie): its own bucket instead of both, so a flood at somebody's name does not
 *   reach the person at their own desk.
 *
 * A try is counted before it is judged, so a hundred at once are a hundred. A try that is refused is not judged and not counted:
 * whoever waits as long as they are told is let in, however often somebody asks meanwhile. All processes share the buckets. Addresses
 * are given by their network (`networkOf`): whoever has one IPv6 address has a /64 of them.
 */
import { createHash } from 'node:crypto'
import { query, transaction } from '#lib/db.ts'
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
  // Six digits can be guessed from many addresses by somebody who has the password already. Recovery codes and passkeys go on.
  'code person': { burst: 50, everyMs: 30 * MINUTE_MS },
  'recovery code person': { burst: 20, everyMs: 10 * MINUTE_MS, pause: true },
  // Each begun sign-in by passkey or identity provider is one, also the right ones.
  'begin address': { burst: 200, everyMs: 5_000 },
  // Of a session: a copied cookie can fill it, and signing in anew leaves it behind.
  'sudo session': { burst: 10, everyMs: MINUTE_MS },
  'sudo person': { burst: 30, everyMs: MINUTE_MS, pause: true },
  'sign-up address': { burst: 20, everyMs: 5 * MINUTE_MS },
  'reset address': { burst: 20, everyMs: 5 * MINUTE_MS },
  /** Mails of one kind to one address: past it the answer stays the same and no mail is sent. */
  'mail to e-mail': { burst: 5, everyMs: 15 * MINUTE_MS },
  'test delivery account': { burst: 10, everyMs: 10_000 },
  'quote account': { burst: 5, everyMs: 60 * MINUTE_MS },
  // Each is a page of Stripe's, and is asked for until it is paid or over.
  'payment page account': { burst: 20, everyMs: 5 * MINUTE_MS },
  'invitation account': { burst: 50, everyMs: 10 * MINUTE_MS },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS
export type LimitSubject = [limit: LimitName, ...subject: string[]]

const LONGEST_PAUSE_MS = 3_000

const MAKE = {
  name: 'make_attempts',
  text: `
    insert into attempts (subject, failures, at) select s, 0, $2 from unnest($1::bytea[]) as s order by s
    on conflict do nothing`,
}
/** Held in one order, so that two tries of the same buckets wait for each other and never in a circle. */
const HOLD = {
  name: 'hold_attempts',
  text: `
    select encode(subject, 'hex') as subject, failures, extract(epoch from ($2 - at)) * 1000 as "agoMs"
    from attempts where subject = any($1::bytea[]) order by subject for update`,
}
const FILL = {
  name: 'fill_attempts',
  text: `
    update attempts t set at = $2, failures = f.failures
    from unnest($1::bytea[], $3::float8[]) as f (subject, failures) where t.subject = f.subject`,
}

type Held = { subject: string; failures: number; agoMs: string }

/**
 * Takes one try of each bucket, or of none. Throws `slow_down` when one is full, pauses where one asks for it. What comes back
 * forgives the try: it was right, and leaves no trace.
 */
export async function takeTry(...subjects: LimitSubject[]): Promise<() => Promise<void>> {
  const taken = subjects.map(([name, ...subject]) => ({ limit: LIMITS[name] as Limit, hash: hashOf(name, subject) }))
  const hashes = taken.map(({ hash }) => hash)
  const at = now()
  const { waitMs, pause } = await transaction(async (tx) => {
    await tx.query(MAKE, [hashes, at])
    const held = await tx.query<Held>(HOLD, [hashes, at])
    const levels = taken.map(({ limit, hash }) => ({ limit, level: levelOf(limit, hash, held) }))
    const waits = levels
      .filter(({ limit }) => !limit.pause)
      .map(({ limit, level }) => (level + 1 - limit.burst) * limit.everyMs)
    const waitMs = Math.max(0, ...waits)
    const filled = levels.map(({ limit, level }) => (waitMs > 0 ? level : Math.min(level + 1, limit.burst + 1)))
    await tx.query(FILL, [hashes, at, filled])
    return { waitMs, pause: levels.some(({ limit, level }) => limit.pause && level + 1 > limit.burst) }
  })
  if (waitMs > 0) throw slowDown(waitMs)
  if (pause) await new Promise((resolve) => setTimeout(resolve, LONGEST_PAUSE_MS))
  return async () => {
    await query('update attempts set failures = greatest(0, failures - 1) where subject = any($1::bytea[])', [hashes])
  }
}

/** How full a bucket is now: what has leaked since it was last asked is gone. */
function levelOf(limit: Limit, hash: Buffer, held: readonly Held[]): number {
  const row = held.find(({ subject }) => subject === hash.toString('hex'))
  return row ? Math.max(0, row.failures - Number(row.agoMs) / limit.everyMs) : 0
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
