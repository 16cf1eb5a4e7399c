import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { type Fuse, readFuse } from './fuse.ts'

export type FuseTrip = {
  id: string
  prefix: string
  /** Null: what people send in the portal, or a key that has no name any more. */
  keyName: string | null
  trippedAt: Date
  messages: number
  withinSeconds: number
  allowed: number
  seen: { numbers?: number; seconds?: [at: string, messages: number][] | null }
  resumedAt: Date | null
  resumedBy: string | null
}

const MOST_SHOWN = 20

/** The open ones first, then the last that were resumed. */
export async function readFuseState(scope: Scope): Promise<{ fuse: Fuse; trips: FuseTrip[] }> {
  demand(scope, 'billing.read')
  return tenantTransaction(scope.accountId, async (tx) => ({
    fuse: await readFuse(tx, scope.accountId),
    trips: await tx.query<FuseTrip>(
      `select f.id, f.prefix, (select k.name from api_keys k where k.account_id = f.account_id and k.id = f.key_id) as "keyName",
         f.tripped_at as "trippedAt", f.messages, f.within_seconds as "withinSeconds", f.allowed, f.seen, f.resumed_at as "resumedAt",
         f.resumed_by as "resumedBy"
       from fuse_trips f where f.account_id = $1 order by f.resumed_at is not null, f.id desc limit ${MOST_SHOWN}`,
      [scope.accountId],
    ),
  }))
}
