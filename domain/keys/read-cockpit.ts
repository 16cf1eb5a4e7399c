import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { DAY_MS, MINUTE_MS, now } from '#lib/time.ts'
import { MINUTES, OLD_CALLERS } from './cockpit.sql.ts'
import { isInGrace, type Key } from './key.ts'

export type CallMinute = { minute: string; old: number; fresh: number }

export type OldCaller = {
  address: string
  agent: string
  endpoint: string
  lastAt: Date
  /** Since the day of the rotation. */
  calls: number
  /** When the same address and agent was last seen with the new secret. */
  freshAt: Date | null
}

/** The way from an old secret to a new one, as it is now. */
export type Cockpit = {
  at: Date
  /** Whether the old secret still works. */
  running: boolean
  minutes: CallMinute[]
  callers: OldCaller[]
  /** The last call with the old secret since the new one was made. */
  lastOldAt: Date | null
  quietSince: Date
  /** No call with the old secret for as long as was asked for. */
  done: boolean
}

const SHOWN_MINUTES = 60
/** After its end the cockpit stays a while: callers that come too late are seen here. */
const AFTERWARDS_MS = 7 * DAY_MS

export async function readCockpit(tx: Tx, scope: Scope, key: Key): Promise<Cockpit | null> {
  const at = now()
  if (!key.previousUntil || at.getTime() - key.previousUntil.getTime() > AFTERWARDS_MS) return null
  const about = [scope.accountId, key.id, key.generation - 1]
  const counted = await tx.query<{ minute: Date; old: string | null; fresh: string | null }>(MINUTES, [
    ...about,
    at,
    SHOWN_MINUTES,
  ])
  const callers = await tx.query<OldCaller>(OLD_CALLERS, [...about, key.secretMadeAt])
  const lastOldAt = callers[0]?.lastAt ?? null
  const quietSince = lastOldAt ?? key.secretMadeAt
  return {
    at,
    running: isInGrace(key, at) && !key.revokedAt && !(key.expiresAt && key.expiresAt <= at),
    minutes: everyMinute(counted, at),
    callers,
    lastOldAt,
    quietSince,
    done: at.getTime() - quietSince.getTime() >= key.quietMinutes * MINUTE_MS,
  }
}

/** The quiet minutes as well: a gap in a chart is what somebody looks for. */
function everyMinute(
  counted: readonly { minute: Date; old: string | null; fresh: string | null }[],
  at: Date,
): CallMinute[] {
  const byMinute = new Map(counted.map((one) => [one.minute.getTime(), one]))
  const last = Math.floor(at.getTime() / MINUTE_MS)
  return Array.from({ length: SHOWN_MINUTES }, (_, index) => {
    const minute = (last - SHOWN_MINUTES + 1 + index) * MINUTE_MS
    const found = byMinute.get(minute)
    return { minute: new Date(minute).toISOString(), old: Number(found?.old ?? 0), fresh: Number(found?.fresh ?? 0) }
  })
}
