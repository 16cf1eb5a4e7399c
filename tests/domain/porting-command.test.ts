/** `npm run porting`: an operator moves orders by the same verbs, and it is written down as theirs. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { fixException } from '#domain/porting/fix-exception.ts'
import { env } from '#lib/env.ts'
import { makeAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { submitOrder } from '#tests/support/port.ts'

async function porting(...options: string[]): Promise<{ code: number; out: string; err: string }> {
  const variables = { NODE_ENV: 'test' as const, DATABASE_URL: env.database.url, AUTH_SECRET: env.auth.secret }
  return promisify(execFile)(process.execPath, ['server/commands/porting.ts', ...options], { env: variables }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      out: stdout,
      err: stderr,
    }),
  )
}

test('an operator lists, shows, sends back, dates, ports and confirms an order, and the audit log says who', async () => {
  const account = await makeAccount()
  const { id } = await submitOrder(account)
  expect((await porting('list')).out).toContain(`${id}  submitted`)
  const shown = await porting('show', '--order', id)
  expect(shown.out).toContain('PIN                set')
  expect(shown.out).not.toContain('9041')
  expect((await porting('show', '--order', id, '--pin')).out).toContain('9041')

  expect(
    (await porting('reject', '--order', id, '--reason', 'address_mismatch', '--note', 'No such street')).out,
  ).toContain('exception (address_mismatch)')
  await fixException(account.scope, { id, details: { street: '14 Pier Road' }, typedName: 'Olivia Harbor' })
  const today = new Date().toISOString().slice(0, 10)
  expect((await porting('accept', '--order', id, '--foc', today)).out).toContain(`foc_confirmed (${today})`)
  await porting('comment', '--order', id, '--text', 'It moves this afternoon')
  expect((await porting('voice', '--order', id)).out).toContain('voice_ported')
  expect((await porting('messaging', '--order', id)).out).toContain('done')
  expect((await porting('list', '--status', 'done')).out).toContain(id)

  const trail = await ask<{ action: string; origin: { agent: string } }>(
    "select action, origin from audit_log where account_id = $1 and actor_name = 'operator' order by seq",
    [account.scope.accountId],
  )
  expect(trail.map(({ action }) => action)).toEqual([
    'port_order.pin_read',
    'port_order.moved',
    'port_order.moved',
    'port_order.commented',
    'number.ported_in',
    'port_order.moved',
    'port_number.activated',
    'port_order.moved',
  ])
  for (const { origin } of trail) expect(origin.agent).toBe('command line')
  const said = await ask<{ note: string }>(
    "select note from port_events where order_id = $1 and actor_name = 'operator' and note is not null order by seq",
    [id],
  )
  expect(said.map(({ note }) => note)).toEqual([
    'No such street',
    'It moves this afternoon',
    expect.stringContaining('confirmed by the operator'),
  ])
}, 240_000)

test.each([
  [['nonsense'], 'Say one of: list, show'],
  [['show'], 'Which order?'],
  [['show', '--order', '1'], 'There is no port order 1'],
  [['show', '--order', "1' or 1=1"], 'There is no port order'],
  [['list', '--status', 'lost'], 'There is no status lost'],
])('%j is answered with what is wrong and how it is used', async (options, sentence) => {
  const { code, err } = await porting(...options)
  expect(code).toBe(1)
  expect(err).toContain(sentence)
  expect(err).toContain('npm run porting -- list')
})
