import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { NamedSecret } from './judge-signature.ts'
import { accountSecret, isValid, type KeptSecret, OF_ACCOUNT, openSecret } from './signing-secret.ts'

/** More than people rotate: newest first, and the rest is forgotten. */
const MOST = 30

/**
 * A step: every secret that an event of the account may have been signed with, by a name that people know it by, those that have retired among
 * them: an old event is still ours.
 */
export async function namedSecrets(tx: Tx, accountId: string): Promise<NamedSecret[]> {
  await accountSecret(tx, accountId)
  const kept = await tx.query<KeptSecret & { address: string | null }>(
    `select s.endpoint_id as "endpointId", s.id, s.sealed, s.created_at as "createdAt", s.retires_at as "retiresAt",
       s.beside_until as "besideUntil", e.address
     from signing_secrets s left join endpoints e on e.account_id = s.account_id and e.id = s.endpoint_id
     where s.account_id = $1 order by (s.retires_at is null) desc, s.created_at desc limit $2`,
    [accountId, MOST],
  )
  return kept.flatMap((one) => {
    try {
      return [{ name: nameOf(one), key: openSecret(one) }]
    } catch {
      // Sealed under another AUTH_SECRET: nobody can check by it any more.
      return []
    }
  })
}

function nameOf(one: KeptSecret & { address: string | null }): string {
  const whose = one.endpointId === OF_ACCOUNT ? '' : ` of ${one.address ?? 'an endpoint'}`
  if (one.retiresAt === null) return `the current secret${whose}`
  return isValid(one, now()) ? `an older secret${whose} that still signs` : `an old secret${whose} that signs no more`
}
