import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'

/** An account whose web hooks of every kind go to one place. */
export async function makeCustomer(webhookUrl: string): Promise<TestAccount> {
  const customer = await makeAccount({ dollars: '1000' })
  await setRequestUrl(customer.scope, { e164: '', kind: 'sms_callback', url: webhookUrl })
  await setRequestUrl(customer.scope, { e164: '', kind: 'sms_dlr_callback', url: webhookUrl })
  return customer
}

/** What is not at its end yet: messages on their way, web hooks to deliver, inbound to work off. Zero when all is settled. */
export async function countUnsettled({ scope }: TestAccount): Promise<number> {
  const [row] = await ask<{ count: number }>(
    `select ((select count(*) from messages where account_id = $1 and status in ('accepted', 'sending', 'uncertain', 'sent'))
       + (select count(*) from deliveries where account_id = $1 and due_at is not null)
       + (select count(*) from carrier_inbox where due_at is not null and kind = 'inbound'))::int as count`,
    [scope.accountId],
  )
  return row?.count ?? 0
}

export async function countWithStatus({ scope }: TestAccount, statuses: readonly string[]): Promise<number> {
  const sql = 'select count(*)::int as count from messages where account_id = $1 and status = any($2)'
  const [row] = await ask<{ count: number }>(sql, [scope.accountId, statuses])
  return row?.count ?? 0
}
