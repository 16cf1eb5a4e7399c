import type { Role, Self } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { appendAudit, type Entry } from './append-audit.ts'

/**
 * What somebody did to what is theirs alone (a password, a factor) concerns every account they are on: one row in each, in the
 * transaction that makes the change. It turns the transaction from account to account, so it comes last in it.
 */
export async function appendPersonAudit(
  tx: Tx,
  who: Pick<Self, 'personId' | 'name' | 'origin'>,
  entry: Entry,
): Promise<void> {
  const { personId, name, origin } = who
  // In one order for everybody: each account's chain has a lock, and two people may share two accounts.
  const accounts = await tx.query<{ id: string; role: Role }>(
    'select id, role from accounts_of_person($1) order by id',
    [personId],
  )
  for (const { id: accountId, role } of accounts) {
    await tx.query("select set_config('app.account_id', $1, true)", [accountId])
    await appendAudit(tx, { accountId, actor: { kind: 'person', id: personId, name, role }, origin }, entry)
  }
}
