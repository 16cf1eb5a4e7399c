import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { demandPlace } from '#domain/routing/demand-place.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { type LockedEndpoint, lockEndpoint } from './lock-endpoint.ts'

/** Nothing goes there from now on: its events are held, each when it would have gone out. */
export async function disableEndpoint(scope: Scope, { id }: { id: string }): Promise<void> {
  demand(scope, 'routing.manage')
  demandPlace(scope, '')
  await tenantTransaction(scope.accountId, async (tx) => {
    const endpoint = await lockEndpoint(tx, scope.accountId, id)
    if (endpoint.state === 'active') await writeDisabled(tx, scope, { ...endpoint, id }, 'person')
  })
}

type Endpoint = { id: string; address: string }

/** A step, with the endpoint locked and active. */
export async function writeDisabled(
  tx: Tx,
  scope: Pick<Scope, 'accountId' | 'actor' | 'origin'>,
  { id, address }: Endpoint,
  why: NonNullable<LockedEndpoint['disabledWhy']>,
): Promise<void> {
  await tx.query(
    `update endpoints set state = 'disabled', disabled_why = $3, disabled_at = $4 where account_id = $1 and id = $2`,
    [scope.accountId, id, why, now()],
  )
  const before = { state: 'active', disabled_why: null }
  const after = { state: 'disabled', disabled_why: why }
  await appendAudit(tx, scope, { action: 'endpoint.disabled', object: address, before, after })
}
