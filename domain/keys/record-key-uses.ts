/** What keys were used for, as the API has gathered it over some hundred milliseconds: one call for all accounts. */
import { query } from '#lib/db.ts'

export type KeyUse = {
  key_id: string
  /** `2026-11-25`, UTC. */
  day: string
  generation: number
  address: string
  agent: string
  /** Method and route pattern: `POST /v2.1/messages`. */
  endpoint: string
  number: string
  calls: number
  refused: number
  first_at: Date
  last_at: Date
}
export type KeyMinute = { key_id: string; minute: Date; generation: number; calls: number; refused: number }
export type KeyRequestRow = {
  key_id: string
  id: string
  at: Date
  generation: number
  method: string
  path: string
  status: number
  code: string
  duration_ms: number
  address: string
  agent: string
}
export type UsesOfAccount = { account: string; uses: KeyUse[]; minutes: KeyMinute[]; requests: KeyRequestRow[] }

const RECORD_KEY_USES = { name: 'record_key_uses', text: 'select record_key_uses($1::jsonb)' }

/** Asked by the API alone, of what it has seen itself: there is nobody's scope to ask for. */
export async function recordKeyUses(batch: readonly UsesOfAccount[]): Promise<void> {
  if (batch.length > 0) await query(RECORD_KEY_USES, [JSON.stringify(batch)])
}
