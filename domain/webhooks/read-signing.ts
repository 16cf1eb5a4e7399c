import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import type { SigningPlace } from './signing-place.ts'
import { OF_ACCOUNT, readSecrets, signersOf } from './signing-secret.ts'

/** `inForce` null: an endpoint without its own, or an account that has not needed one yet. */
export type Signing = {
  inForce: { id: string; since: Date } | null
  /** What signs beside it, or still does, and until when; `isAccounts`: the account's secret does, beside an endpoint's own. */
  beside: { since: Date; until: Date; isAccounts: boolean }[]
}

/** What signs for the account or for an endpoint. The secrets themselves are not among it. */
export async function readSigning(scope: Scope, { endpointId }: SigningPlace): Promise<Signing> {
  demand(scope, 'keys.manage')
  const id = endpointId ?? OF_ACCOUNT
  const kept = await tenantTransaction(scope.accountId, (tx) => readSecrets(tx, scope.accountId, [id, OF_ACCOUNT]))
  const inForce = kept.find((one) => one.endpointId === id && one.retiresAt === null)
  const besides = signersOf(id, kept).flatMap((one) => {
    if (one === inForce) return []
    const isAccounts = one.endpointId !== id
    const until = isAccounts ? (inForce?.besideUntil ?? null) : one.retiresAt
    return until ? [{ since: one.createdAt, until, isAccounts }] : []
  })
  return { inForce: inForce ? { id: inForce.id, since: inForce.createdAt } : null, beside: besides }
}
