import { systemScope } from '#domain/access/system-scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'
import { endQuote } from './lock-quote.ts'

const ACCOUNTS_PER_ROUND = 50

/** Writes down which offers have run out; they could not be accepted since. Any number of workers may run it. */
export async function expireQuotes(): Promise<boolean> {
  const due = await query<{ id: string }>('select * from accounts_with_ended_offers($1, $2) t (id)', [
    now(),
    ACCOUNTS_PER_ROUND,
  ])
  let failed = 0
  for (const { id } of due) {
    try {
      await expire(id)
    } catch (fault) {
      // Those behind it have their turn.
      failed += 1
      log.error({ accountId: id, fault: String(fault) }, 'an offer that has run out could not be written down')
    }
  }
  return due.length === ACCOUNTS_PER_ROUND && failed === 0
}

async function expire(accountId: string): Promise<void> {
  const scope = systemScope(accountId, 'Longcode')
  await tenantTransaction(accountId, async (tx) => {
    const over = await tx.query<{ id: string; validUntil: Date }>(
      `select id, valid_until as "validUntil" from quotes where account_id = $1 and state = 'offered' and valid_until <= $2
       for update skip locked`,
      [accountId, now()],
    )
    for (const { id, validUntil } of over) {
      await endQuote(tx, scope, id, 'expired')
      await appendAudit(tx, scope, {
        action: 'quote.expired',
        object: `quote ${id}`,
        before: { state: 'offered', valid_until: validUntil.toISOString() },
        after: { state: 'expired' },
      })
    }
  })
}
