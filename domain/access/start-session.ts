/** Every session begins here, whichever way somebody signed in. */
import type { Tx } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { DAY_MS, now } from '#lib/time.ts'
import type { SignInMethod } from './open-session.ts'
import type { Origin } from './scope.ts'

export type StartedSession = { sessionId: string; expiresAt: Date }

const SESSION_MS = 14 * DAY_MS

/**
 * Null when the person is on no account at all. Signing in proves who one is: the first five minutes need no second proof.
 * `accountId`: where to begin; else the account of the person's last session, else their first.
 */
export async function startSession(
  tx: Tx,
  input: {
    personId: string
    method: SignInMethod
    secondFactor: boolean
    origin: Origin
    accountId?: string | undefined
  },
): Promise<StartedSession | null> {
  const at = now()
  const [home] = await tx.query<{ account_id: string }>(
    `select m.account_id from memberships m where m.person_id = $1
     order by m.account_id = $2 desc nulls last, (select max(s.seen_at) from sessions s
       where s.person_id = m.person_id and s.account_id = m.account_id) desc nulls last, m.created_at limit 1`,
    [input.personId, input.accountId ?? null],
  )
  if (!home) return null
  const sessionId = newId(at)
  const expiresAt = new Date(at.getTime() + SESSION_MS)
  await tx.query(
    `insert into sessions (id, person_id, account_id, created_at, seen_at, expires_at, address, agent, method, second_factor, sudo_at)
     values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $4)`,
    [
      sessionId,
      input.personId,
      home.account_id,
      at,
      expiresAt,
      input.origin.address?.slice(0, 64) ?? null,
      input.origin.agent?.slice(0, 400) ?? null,
      input.method,
      input.secondFactor,
    ],
  )
  return { sessionId, expiresAt }
}
