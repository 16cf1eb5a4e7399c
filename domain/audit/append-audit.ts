import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'

type Json = Record<string, unknown> | null

/** One row of the account's hash chain, in the transaction that makes the change. Secrets never come here whole. */
export async function appendAudit(
  tx: Tx,
  scope: Scope,
  entry: { action: string; object: string; before: Json; after: Json },
): Promise<void> {
  const { actor } = scope
  await tx.query('select append_audit($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    scope.accountId,
    now(),
    actor.kind,
    actor.id,
    actor.name,
    entry.action,
    entry.object,
    entry.before,
    entry.after,
  ])
}
