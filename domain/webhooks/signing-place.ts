/** Whose signing secret somebody speaks of: the account's, or an endpoint's own. */
import type { Tx } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { HOUR_MS, now } from '#lib/time.ts'
import { OF_ACCOUNT } from './signing-secret.ts'

export const LONGEST_OVERLAP_HOURS = 168

/** `endpointId` null: the account's. */
export type SigningPlace = { endpointId: string | null }

/** Locks it against a second change at once; says how the audit log names it. Throws `not_found`. */
export async function lockSigningPlace(
  tx: Tx,
  accountId: string,
  { endpointId }: SigningPlace,
): Promise<{ id: string; object: string }> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('signing secret ' || $1, 0))", [accountId])
  if (endpointId === null) return { id: OF_ACCOUNT, object: 'signing secret' }
  const [found] = isId(endpointId)
    ? await tx.query<{ address: string }>('select address from endpoints where account_id = $1 and id = $2', [
        accountId,
        endpointId,
      ])
    : []
  if (!found) throw new Refusal('not_found')
  return { id: endpointId, object: `signing secret of ${found.address}` }
}

/** When an overlap that begins now is over. Throws `invalid`. */
export function overlapEnd(hours: number): Date {
  if (!Number.isInteger(hours) || hours < 0 || hours > LONGEST_OVERLAP_HOURS)
    throw invalid({ overlap_hours: `Give whole hours, from 0 (at once) to ${LONGEST_OVERLAP_HOURS} (a week).` })
  return new Date(now().getTime() + hours * HOUR_MS)
}
