import { type ChildProcess, spawn } from 'node:child_process'
import { describe, expect, onTestFinished, test } from 'vitest'
import { creditAccount } from '#domain/ledger/credit-account.ts'
import { env } from '#lib/env.ts'
import { makeAccount, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask, books, countMessages } from '#tests/support/books.ts'
import { freePorts } from '#tests/support/throwaway.ts'
import { type Answer, expectError, fieldErrors, send } from './client.ts'

const keyed = (account: TestAccount, key: string, fields: Record<string, unknown> = {}, version = 'v2.1') =>
  send(account, fields, { 'idempotency-key': key }, version)
const replayed = (answer: Answer) => answer.headers['idempotent-replayed']

describe('202: the same key again', () => {
  test.each(['v2', 'v2.1', 'v2.2'])(
    '%s gives the same answer, says that it is one, and sends one message',
    async (version) => {
      const account = await makeAccount({ dollars: '1' })
      const first = await keyed(account, 'order-17', {}, version)
      const second = await keyed(account, 'order-17', {}, version)
      expect(second.statusCode).toBe(first.statusCode)
      expect(second.body).toBe(first.body)
      expect([replayed(first), replayed(second)]).toEqual([undefined, 'true'])
      expect(await countMessages(account)).toBe(1)
      expect((await books(account)).held).toBe(PART_NANOS)
    },
  )

  test('another spelling of the same request is the same request', async () => {
    const account = await makeAccount()
    const first = await keyed(account, 'k', { to: '12065550107' })
    const second = await keyed(account, 'k', { to: '+1 (206) 555-0107', mood: 'hurried' })
    expect(second.body).toBe(first.body)
  })

  test('a key belongs to its account: two accounts may use the same', async () => {
    const [one, two] = [await makeAccount(), await makeAccount()]
    expect(replayed(await keyed(one, 'k'))).toBeUndefined()
    expect(replayed(await keyed(two, 'k'))).toBeUndefined()
  })

  test('without a key, the same request twice is two messages', async () => {
    const account = await makeAccount()
    await send(account)
    await send(account)
    expect(await countMessages(account)).toBe(2)
  })

  test('fifty requests with one key at once are one message, and all get its id', async () => {
    const account = await makeAccount({ dollars: '1' })
    const answers = await Promise.all(Array.from({ length: 50 }, () => keyed(account, 'k')))
    expect(answers.map((answer) => answer.statusCode)).toEqual(answers.map(() => 202))
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
    expect(answers.filter((answer) => replayed(answer) === undefined)).toHaveLength(1)
    expect(await countMessages(account)).toBe(1)
    expect((await books(account)).held).toBe(PART_NANOS)
  })

  test('a replay is answered even when the balance has been spent since', async () => {
    const account = await makeAccount({ nanos: PART_NANOS })
    const first = await keyed(account, 'k')
    expect((await keyed(account, 'k')).body).toBe(first.body)
    expectError(await send(account), 402)
  })
})

describe('what was refused is not remembered', () => {
  test('after 402 the same key is free for the same message, once there is money', async () => {
    const account = await makeAccount({ nanos: 0n })
    expectError(await keyed(account, 'k'), 402)
    await creditAccount(account.scope, { amountNanos: PART_NANOS, reason: 'topped up' })
    const answer = await keyed(account, 'k')
    expect([answer.statusCode, replayed(answer)]).toEqual([202, undefined])
  })

  test('after 403 and 422 the same key is free for the corrected message', async () => {
    const account = await makeAccount()
    expectError(await keyed(account, 'k', { from: '12125550199' }), 403)
    fieldErrors(await keyed(account, 'k', { to: '24365' }))
    expect((await keyed(account, 'k')).statusCode).toBe(202)
  })

  test('many requests with one key and no money are refused, each without a trace', async () => {
    const account = await makeAccount({ nanos: 0n })
    const answers = await Promise.all(Array.from({ length: 20 }, () => keyed(account, 'k')))
    for (const answer of answers) expect(answer.statusCode).toBe(402)
    expect(await ask('select 1 from idempotency_keys where account_id = $1', [account.scope.accountId])).toEqual([])
  })
})

describe('422', () => {
  test.each([{ body: 'another text' }, { to: '12065550108' }, { dlr_callback: 'https://hooks.harbor.example/' }])(
    'the same key with another request (%o) is refused and changes nothing',
    async (fields) => {
      const account = await makeAccount()
      await keyed(account, 'k')
      expect(expectError(await keyed(account, 'k', fields), 422).detail).toBe(
        'This Idempotency-Key was used for another request. Use a new key for a new request.',
      )
      expect(await countMessages(account)).toBe(1)
    },
  )

  test.each(['', 'a b', 'k'.repeat(256), 'é'])('the key %j is refused', async (key) => {
    const account = await makeAccount()
    expect(Object.keys(fieldErrors(await keyed(account, key)))).toEqual(['Idempotency-Key'])
    expect(await countMessages(account)).toBe(0)
  })
})

describe('two processes', () => {
  test('the same key at two API processes at once is one message, and both give its id', async () => {
    const account = await makeAccount()
    const urls = await Promise.all([startProcess(), startProcess()])
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) => post(account, urls[index % 2] ?? '', `order-${round}`)),
      )
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202))
      expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    }
    expect(await countMessages(account)).toBe(10)
    expect((await books(account)).held).toBe(10n * PART_NANOS)
  })
})

async function post(account: TestAccount, url: string, key: string) {
  const answer = await fetch(`${url}/v2.1/messages`, {
    method: 'POST',
    headers: { authorization: account.authorization, 'idempotency-key': key },
    body: JSON.stringify({ to: '12065550107', from: account.from, body: 'hello there' }),
  })
  return { status: answer.status, body: await answer.text() }
}

/** The API as it runs: its own process, its own pool. */
async function startProcess(): Promise<string> {
  const [port = 0] = await freePorts(1)
  const child = spawn(process.execPath, ['server/api/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      NODE_ENV: 'test',
      LONGCODE_ENV: 'test',
      DATABASE_URL: env.database.url,
      AUTH_SECRET: env.auth.secret,
      API_PORT: String(port),
      API_URL: env.api.url,
    },
  })
  onTestFinished(() => stop(child))
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`the API ended with ${code}`)))
  })
  return `http://127.0.0.1:${port}`
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
