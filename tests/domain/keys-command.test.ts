/** `npm run keys`: what an operator does at the command line is done by the same verbs, and written down as theirs. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { openKey } from '#domain/access/open-key.ts'
import { NOWHERE } from '#domain/access/scope.ts'
import { env } from '#lib/env.ts'
import { makeAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { addMember } from '#tests/support/member.ts'

async function keys(...options: string[]): Promise<{ code: number; out: string; err: string }> {
  const variables = { NODE_ENV: 'test' as const, DATABASE_URL: env.database.url, AUTH_SECRET: env.auth.secret }
  return promisify(execFile)(process.execPath, ['server/commands/keys.ts', ...options], { env: variables }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      out: stdout,
      err: stderr,
    }),
  )
}

test('an operator makes, rotates, extends, ends and revokes a key, and the audit log says so', async () => {
  const account = await makeAccount()
  const owner = await addMember(account, 'owner')
  const made = await keys('create', '--account', owner.email, '--name', 'By hand', '--scope', 'messages.send', '--test')
  const told = (out: string) => ({
    accessKey: /Access key +(\d+)/.exec(out)?.[1] ?? '',
    secret: /Secret +(\S+)/.exec(out)?.[1] ?? '',
  })
  const { accessKey, secret } = told(made.out)
  expect((await openKey(accessKey, secret, NOWHERE)).scope.actor).toMatchObject({
    mode: 'test',
    scopes: ['messages.send'],
  })

  const rotated = await keys('rotate', '--key', accessKey, '--grace', '24h')
  expect(told(rotated.out)).toMatchObject({ accessKey, secret: expect.not.stringContaining(secret) })
  expect((await keys('extend', '--key', accessKey, '--grace', '7d')).out).toContain('rotating')
  expect((await keys('end', '--key', accessKey)).out).toContain('active')
  expect((await keys('revoke', '--key', accessKey)).out).toContain('revoked')
  const listed = (await keys('list', '--account', account.accessKey)).out
  expect(listed).toContain('By hand')
  expect(listed).toContain('Reminders')
  expect(listed).not.toContain('lc_')

  const trail = await ask<{ action: string; actor_name: string; origin: { agent: string } }>(
    'select action, actor_name, origin from audit_log where object = $1 order by seq',
    [`key ${accessKey}`],
  )
  expect(trail.map(({ action }) => action)).toEqual([
    'key.created',
    'key.rotated',
    'key.grace_extended',
    'key.grace_ended',
    'key.revoked',
  ])
  for (const row of trail) expect(row).toMatchObject({ actor_name: 'operator', origin: { agent: 'command line' } })
})

test.each([
  [['nonsense'], 'Say one of: list, create'],
  [['list'], 'Which account?'],
  [['list', '--account', 'nobody@harbor.example'], 'There is no account by nobody@harbor.example'],
  [['rotate', '--key', '12345678'], 'There is no account by 12345678'],
])('%j is answered with what is wrong and how it is used', async (options, sentence) => {
  const { code, err } = await keys(...options)
  expect(code).toBe(1)
  expect(err).toContain(sentence)
  expect(err).toContain('npm run keys -- list')
})
