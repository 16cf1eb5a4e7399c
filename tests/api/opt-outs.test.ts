/** The list of opt-outs by API: read, added to and taken from, each account its own. */
import { beforeAll, describe, expect, test } from 'vitest'
import { createKey } from '#domain/keys/create-key.ts'
import { basic, makeAccount, newConsumer, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { bring, inbound } from '#tests/support/road.ts'
import { withTestKey } from '#tests/support/test-key.ts'
import { expectError, fieldErrors, request, send } from './client.ts'

const PATH = '/v2.2/optouts'
let account: TestAccount
let stranger: TestAccount
beforeAll(async () => {
  ;[account, stranger] = [await makeAccount({ longcodes: 2 }), await makeAccount()]
})

const add = (who: TestAccount, fields: Record<string, unknown>) =>
  request(who, 'POST', PATH, { data: { type: 'optout', attributes: { number: who.from.slice(1), ...fields } } })
const list = async (who: TestAccount, query = '') => (await request(who, 'GET', `${PATH}${query}`)).json().data

describe('201', () => {
  test('who is added is not sent to, and the list says by what; once more is 200', async () => {
    const consumer = newConsumer().slice(1)
    const made = await add(account, { consumer, note: 'asked on the phone' })
    expect([made.statusCode, made.json().data]).toEqual([
      201,
      {
        id: expect.any(String),
        type: 'optout',
        attributes: {
          number: account.from.slice(1),
          consumer,
          source: 'api',
          timestamp: expect.any(String),
          message_id: null,
          note: 'asked on the phone',
          removed_at: null,
          removed_source: null,
        },
      },
    ])
    expectError(await send(account, { to: consumer }), 400)
    const again = await add(account, { consumer })
    expect([again.statusCode, again.json().data.id]).toEqual([200, made.json().data.id])
    expect(await list(account, `?consumer=${consumer}`)).toHaveLength(1)
  })
})

describe('204', () => {
  test('what the account entered is lifted without a reason; what a consumer asked for is not', async () => {
    const [entered, asked] = [newConsumer(), newConsumer()]
    const id = (await add(account, { consumer: entered.slice(1) })).json().data.id
    expect((await request(account, 'DELETE', `${PATH}/${id}`)).statusCode).toBe(204)
    expect((await send(account, { to: entered.slice(1) })).statusCode).toBe(202)
    expectError(await request(account, 'DELETE', `${PATH}/${id}`), 404)

    await bring(inbound(account, { from: asked, text: 'STOP' }))
    const [optOut] = await list(account, `?consumer=${asked.slice(1)}&source=keyword&state=in_force`)
    expect(optOut.attributes.message_id).toMatch(/^mdr2-/)
    const refused = await request(account, 'DELETE', `${PATH}/${optOut.id}`)
    expect(fieldErrors(refused).reason?.[0]).toMatch(/They asked for this themselves/)
    const body = { data: { attributes: { reason: 'She wrote to us by mail on Friday' } } }
    expect((await request(account, 'DELETE', `${PATH}/${optOut.id}`, body)).statusCode).toBe(204)
    const [entry] = await ask(
      "select after from audit_log where account_id = $1 and action = 'opt_out.removed' order by seq desc",
      [account.scope.accountId],
    )
    expect(entry).toEqual({ after: { reason: 'She wrote to us by mail on Friday' } })
  })
})

describe('422', () => {
  test.each([
    [{ consumer: '' }, 'consumer'],
    [{ consumer: '24365' }, 'consumer'],
    [{ number: '12065559999', consumer: '12065550107' }, 'number'],
    [{ consumer: '12065550107', note: 'x'.repeat(201) }, 'note'],
  ])('%j', async (fields, wrong) => {
    expect(Object.keys(fieldErrors(await add(account, fields)))).toEqual([wrong])
  })

  test('another account’s number is none of mine', async () => {
    expect(fieldErrors(await add(account, { number: stranger.from, consumer: '12065550107' }))).toHaveProperty('number')
  })
})

describe('404', () => {
  test('another account’s opt-out is as if it were not there', async () => {
    const id = (await add(stranger, { consumer: newConsumer().slice(1) })).json().data.id
    expectError(await request(account, 'DELETE', `${PATH}/${id}`), 404)
    expect((await list(account)).map((one: { id: string }) => one.id)).not.toContain(id)
    expectError(await request(account, 'DELETE', `${PATH}/nothing`), 404)
  })
})

test('a test key keeps a list of its own: it neither sees nor changes whom live messages leave alone', async () => {
  const byTest = await withTestKey(account)
  const consumer = newConsumer().slice(1)
  const live = (await add(account, { consumer })).json().data.id
  expect(await list(byTest, `?consumer=${consumer}`)).toEqual([])
  expectError(await request(byTest, 'DELETE', `${PATH}/${live}`), 404)
  expect((await send(byTest, { to: consumer })).statusCode).toBe(202)
  const told = () => ask('select 1 from deliveries where account_id = $1', [account.scope.accountId])
  const before = (await told()).length
  expect((await add(byTest, { consumer })).statusCode).toBe(201)
  expectError(await send(byTest, { to: consumer }), 400)
  // Nor does it tell receivers, whose list is a live one.
  expect(await told()).toHaveLength(before)
})

test('a key that is limited to some numbers knows the opt-outs of those alone', async () => {
  const [mine, others] = account.numbers
  const key = await createKey(account.scope, { name: 'one number', numbers: [others ?? ''] })
  const limited = { ...account, authorization: basic(key.accessKey, key.secret) }
  const consumer = newConsumer().slice(1)
  const id = (await add(account, { consumer, number: mine })).json().data.id
  expect(await list(limited, `?consumer=${consumer}`)).toEqual([])
  expectError(await request(limited, 'DELETE', `${PATH}/${id}`), 404)
  expect(fieldErrors(await add(limited, { consumer, number: mine }))).toHaveProperty('number')
})
