/** Bills by API and by command: both tell what the page tells. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { runBillCheck } from '#domain/billing/run-bill-check.ts'
import { createKey } from '#domain/keys/create-key.ts'
import { env } from '#lib/env.ts'
import { basic } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { lived, THIS_MONTH as MONTH } from '#tests/support/lived.ts'
import { request } from './client.ts'

async function ledger(...options: string[]): Promise<{ code: number; told: string }> {
  const variables = { NODE_ENV: 'test' as const, DATABASE_URL: env.database.url, AUTH_SECRET: env.auth.secret }
  return promisify(execFile)(process.execPath, ['server/commands/ledger.ts', ...options], { env: variables }).then(
    ({ stdout }) => ({ code: 0, told: stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, told: stdout + stderr }),
  )
}

test('a finance system reads, checks and finds right what the road did; the command says the same, and the command ends with 1 when something differs', async () => {
  const account = await lived()
  const { accountId } = account.scope
  const key = await createKey(account.scope, { name: 'Finance', scopes: ['billing.read'] })
  const finance = { authorization: basic(key.accessKey, key.secret) }
  const url = `/v2.2/bills/${MONTH}`
  const { attributes } = (await request(finance, 'GET', url)).json().data
  expect(attributes.lines[0]).toMatchObject({
    kind: 'settle',
    parts: 2,
    rate_usd: '0.004000000',
    amount_usd: '0.008000000',
  })
  expect((await request(finance, 'GET', '/v2.2/bills')).json().data[0]).toMatchObject({ id: MONTH })
  expect((await request(finance, 'GET', `${url}/check`)).statusCode).toBe(404)
  expect((await request(finance, 'POST', `${url}/check`)).statusCode).toBe(202)
  while (await runBillCheck(new AbortController().signal));
  const check = (await request(finance, 'GET', `${url}/check`)).json().data.attributes
  expect(check).toMatchObject({
    state: 'done',
    result: { is_right: true, difference_usd: '0.000000000', faults: [] },
  })
  const [listed] = (await request(finance, 'GET', '/v2.2/bills')).json().data
  expect(listed.attributes).toMatchObject({ difference_usd: '0.000000000', faults_in_all: 0 })
  expect((await request(finance, 'GET', '/v2.2/bills/2026-13')).statusCode).toBe(422)
  expect((await request(finance, 'GET', '/v2.2/bills/2099-01')).statusCode).toBe(404)

  const right = await ledger('bill', MONTH, '--account', accountId, '--check')
  expect(right).toMatchObject({ code: 0, told: expect.stringContaining('difference $0.000000') })
  await ask(
    "update ledger_postings set amount_nanos = amount_nanos + 10000000 where account_id = $1 and kind = 'settle'",
    [accountId],
  )
  const wrong = await ledger('bill', MONTH, '--account', accountId, '--check')
  expect(wrong).toMatchObject({ code: 1, told: expect.stringMatching(/The posting is of \$0\.018000000.*mdr2-/) })
})
