import type { Actor, Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'

type Json = Record<string, unknown> | null

export type Entry = { action: string; object: string; before: Json; after: Json }

/**
 * One row of the account's hash chain, in the transaction that makes the change: who, acting as what, from where, what, before and
 * after. Secrets never come here whole: their last four characters stand for them.
 */
export async function appendAudit(
  tx: Tx,
  scope: Pick<Scope, 'accountId' | 'actor' | 'origin'>,
  entry: Entry,
): Promise<void> {
  const { actor, origin } = scope
  await tx.query('select append_audit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
    scope.accountId,
    now(),
    actor.kind,
    actor.id,
    actor.name,
    entry.action,
    entry.object,
    entry.before,
    entry.after,
    { role: roleOf(actor), address: origin.address, agent: origin.agent },
  ])
}

function roleOf(actor: Actor): string | null {
  if (actor.kind === 'person') return actor.role
  return actor.kind === 'key' ? actor.mode : null
}
