/** `npm run numbers -- register`: what the carriers said of a number is shown to its account, as the operator's doing. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { readNumber } from '#domain/numbers/read-number.ts'
import { env } from '#lib/env.ts'
import { makeAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'

async function register(...words: string[]): Promise<string> {
  const variables = { NODE_ENV: 'test' as const, DATABASE_URL: env.database.url, AUTH_SECRET: env.auth.secret }
  const run = promisify(execFile)(process.execPath, ['server/commands/numbers.ts', 'register', ...words], {
    env: variables,
  })
  return run.then(
    ({ stdout }) => stdout,
    ({ stderr }: { stderr: string }) => stderr,
  )
}

test('an operator says it; a number that nobody has, and a word that is none, change nothing', {
  timeout: 180_000,
}, async () => {
  const { scope, from } = await makeAccount()
  expect(await register(from, 'registered')).toContain('is registered now')
  expect((await readNumber(scope, from)).registration).toBe('registered')
  expect(await register('+12075550199', 'registered')).toContain('No account has')
  expect(await register(from, 'perhaps')).toContain('none, pending, registered')
  const rows = await ask<{ actor_name: string }>(
    "select actor_name from audit_log where account_id = $1 and action = 'number.registration_changed'",
    [scope.accountId],
  )
  expect(rows).toEqual([{ actor_name: 'Operator' }])
})
