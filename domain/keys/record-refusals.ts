/** Refused calls, as the API has gathered them over some hundred milliseconds: one call for all accounts. */
import { query } from '#lib/db.ts'

export type RefusedRow = {
  account_id: string
  /** The request's own id, which stood in its answer. */
  id: string
  at: Date
  key_id: string
  method: string
  path: string
  status: number
  code: string
  sentence: string
  from_e164: string
  to_e164: string
  address: string
  agent: string
  idempotency_key: string
  body: string
  body_bytes: number
}
/** How many more like it, of the same minute, are not listed. */
export type MoreRefusals = { account_id: string; id: string; count: number }
export type RefusalBatch = { rows: RefusedRow[]; more: MoreRefusals[] }

const RECORD_REFUSALS = { name: 'record_refusals', text: 'select record_refused_requests($1::jsonb)' }

/** Asked by the API alone, of what it has refused itself: there is nobody's scope to ask for. */
export async function recordRefusals(batch: RefusalBatch): Promise<void> {
  await query(RECORD_REFUSALS, [JSON.stringify(batch)])
}
