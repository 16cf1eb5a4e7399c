import { query } from '#lib/db.ts'
import { now } from '#lib/time.ts'

/** How far behind each relay of the outbox is: for whoever runs this. */
export function readRelayLags(): Promise<{ name: string; seconds: number }[]> {
  return query('select name, seconds from relay_lags($1)', [now()])
}
