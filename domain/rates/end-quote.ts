import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { endQuote, lockQuote } from './lock-quote.ts'

/** The account does not want what it was offered. */
export async function declineQuote(scope: Scope, id: string): Promise<void> {
  demand(scope, 'billing.manage')
  await tenantTransaction(scope.accountId, async (tx) => {
    const { state } = await lockQuote(tx, scope, id, ['offered'])
    await endQuote(tx, scope, id, 'declined')
    await appendAudit(tx, scope, {
      action: 'quote.declined',
      object: `quote ${id}`,
      before: { state },
      after: { state: 'declined' },
    })
  })
}

/** The account takes its question back; the operator takes back a question or an offer. */
export async function withdrawQuote(scope: Scope, id: string): Promise<void> {
  demand(scope, 'billing.manage')
  await tenantTransaction(scope.accountId, async (tx) => {
    const { state } = await lockQuote(tx, scope, id, scope.actor.kind === 'system' ? ['asked', 'offered'] : ['asked'])
    await endQuote(tx, scope, id, 'withdrawn')
    await appendAudit(tx, scope, {
      action: 'quote.withdrawn',
      object: `quote ${id}`,
      before: { state },
      after: { state: 'withdrawn' },
    })
  })
}
