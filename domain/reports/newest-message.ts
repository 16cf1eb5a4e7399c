import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { visibleMessages } from './message-visible.sql.ts'

/** When the newest of all messages was accepted; null: there is none yet. */
export async function newestMessage(scope: Scope): Promise<Date | null> {
  demand(scope, 'messages.read')
  const values: unknown[] = [scope.accountId]
  const visible = visibleMessages(scope, (value) => `$${values.push(value)}`)
  const [found] = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<{ at: Date }>(
      `select m.accepted_at as at from messages m where ${['m.account_id = $1', ...visible].join(' and ')}
       order by m.id desc limit 1`,
      values,
    ),
  )
  return found?.at ?? null
}
