/** An account with a log of a known length. */
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { makeAccount, type TestAccount } from './account.ts'
import { ask } from './books.ts'

export const ROWS = 20

/** An account whose log has twenty rows. */
export async function accountWithLog(): Promise<TestAccount> {
  const account = await makeAccount()
  const [{ n } = { n: 0 }] = await ask<{ n: number }>(
    'select count(*)::int as n from audit_log where account_id = $1',
    [account.scope.accountId],
  )
  await writeRows(account.scope, ROWS - n)
  return account
}

export async function writeRows(scope: Scope, count: number, object = 'sms_callback'): Promise<void> {
  await tenantTransaction(scope.accountId, async (tx) => {
    for (let nth = 0; nth < count; nth += 1) {
      const after = { url: `https://hooks.harbor.example/${nth}` }
      await appendAudit(tx, scope, { action: 'request_url.set', object, before: null, after })
    }
  })
}
