import { openBooks } from '#domain/ledger/open-books.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { hashPassword } from './passwords.ts'
import type { Scope } from './scope.ts'
import { systemScope } from './system-scope.ts'

export type NewAccount = {
  name: string
  timeZone: string
  owner: { email: string; name: string; password: string }
  requestsPerSecond?: number
}

/** An account with its owner no money, and test money. */
export async function createAccount(input: NewAccount): Promise<Scope> {
  const at = now()
  const accountId = newId(at)
  const personId = newId(at)
  const passwordHash = await hashPassword(input.owner.password)
  await tenantTransaction(accountId, async (tx) => {
    await tx.query(
      'insert into accounts (id, name, time_zone, requests_per_second, created_at) values ($1, $2, $3, $4, $5)',
      [accountId, input.name, input.timeZone, input.requestsPerSecond ?? 50, at],
    )
    await openBooks(tx, accountId)
    await tx.query('insert into people (id, email, name, password_hash, created_at) values ($1, $2, $3, $4, $5)', [
      personId,
      input.owner.email.trim().toLowerCase(),
      input.owner.name,
      passwordHash,
      at,
    ])
    await tx.query("insert into memberships (account_id, person_id, role, created_at) values ($1, $2, 'owner', $3)", [
      accountId,
      personId,
      at,
    ])
  })
  return systemScope(accountId, 'Longcode')
}
