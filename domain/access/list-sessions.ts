import { query } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { describeAgent } from './describe-agent.ts'
import type { SignInMethod } from './open-session.ts'
import type { Self } from './scope.ts'

export type SessionSummary = {
  id: string
  device: string
  address: string | null
  method: SignInMethod
  secondFactor: boolean
  createdAt: Date
  seenAt: Date
  isThis: boolean
}

type Row = {
  id: string
  agent: string | null
  address: string | null
  method: SignInMethod
  second_factor: boolean
  created_at: Date
  seen_at: Date
}

/** Where the person is signed in, this one first. More than a hundred are not shown; all of them can be ended. */
export async function listSessions({ personId, sessionId }: Self): Promise<SessionSummary[]> {
  const rows = await query<Row>(
    `select id, agent, address, method, second_factor, created_at, seen_at from sessions
     where person_id = $1 and ended_at is null and expires_at > $2 order by id = $3 desc, seen_at desc limit 100`,
    [personId, now(), sessionId],
  )
  return rows.map((row) => ({
    id: row.id,
    device: describeAgent(row.agent),
    address: row.address,
    method: row.method,
    secondFactor: row.second_factor,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    isThis: row.id === sessionId,
  }))
}
