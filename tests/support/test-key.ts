/** An account by a test key of its own: what is sent this way costs test money and stays on this machine. */
import { openKey } from '#domain/access/open-key.ts'
import { NOWHERE } from '#domain/access/scope.ts'
import { createKey } from '#domain/keys/create-key.ts'
import { TEST_MONEY_NANOS } from '#domain/ledger/open-books.ts'
import { postEntries } from '#domain/ledger/post-entries.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { basic, type TestAccount } from './account.ts'

export async function withTestKey(account: TestAccount): Promise<TestAccount> {
  const { id: keyId, accessKey, secret } = await createKey(account.scope, { name: 'Sandbox', mode: 'test' })
  const { scope } = await openKey(accessKey, secret, NOWHERE)
  return { ...account, scope, accessKey, secret, keyId, authorization: basic(accessKey, secret) }
}

/** Spends test money until this much is left, as if messages had come in. */
export async function leaveTestMoney({ scope }: TestAccount, nanos: bigint): Promise<void> {
  const amountNanos = TEST_MONEY_NANOS - nanos
  await tenantTransaction(scope.accountId, (tx) =>
    postEntries(tx, scope.accountId, [
      { kind: 'charge', amountNanos, messageId: newId(), reason: 'spent before', isTest: true },
    ]),
  )
}
