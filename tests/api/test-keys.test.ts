/** A client with a test key: the same answers and the same web hooks, other money, and eyes for its own messages alone. */
import { describe, expect, test } from 'vitest'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { fromMessageRef } from '#lib/ids.ts'
import { makeAccount, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { answer, bring, claim, newCarrierId, outcome, receipt } from '#tests/support/road.ts'
import { leaveTestMoney, withTestKey } from '#tests/support/test-key.ts'
import { expectError, request, send } from './client.ts'

async function twoKeys(nanos = 10n * PART_NANOS) {
  const live = await makeAccount({ nanos })
  return { live, byTest: await withTestKey(live) }
}

const list = async (account: TestAccount): Promise<string[]> => {
  const page = await request(account, 'GET', '/v2.1/messages?start_date=2026-01-01')
  return page.json().data.map((record: { id: string }) => record.id)
}

test('202: over the sandbox, in test money, in the contract’s own words', async () => {
  const { live, byTest } = await twoKeys(0n)
  const sent = await send(byTest, {}, {}, 'v2.2')
  expect(sent.statusCode).toBe(202)
  expect(sent.json().data).toMatchObject({ type: 'message', price_details: { charged_cost: 0.004 } })
  const [row] = await ask(
    'select m.is_test, m.key_id, l.name, l.takes_test from messages m join links l on l.id = m.link_id where m.id = $1',
    [fromMessageRef(sent.json().data.id)],
  )
  expect(row).toEqual({ is_test: true, key_id: byTest.keyId, name: 'sandbox', takes_test: true })
  expect(await books(live, 'test')).toMatchObject({ held: PART_NANOS })
  expect(await books(live)).toMatchObject({ held: 0n, funding: 0n })
})

test('its receipt goes to the request URL like any other', async () => {
  const { live, byTest } = await twoKeys()
  await setRequestUrl(live.scope, { e164: '', kind: 'sms_dlr_callback', url: 'https://hooks.harbor.example/dlr' })
  const { id } = (await send(byTest)).json().data
  const carrierId = newCarrierId()
  await answer(byTest, await claim(byTest), () => outcome.accepted(carrierId))
  await bring(receipt(live, carrierId))
  const hooks = await ask<{ url: string; body: string }>(
    'select url, body from deliveries where account_id = $1 order by id desc limit 1',
    [live.scope.accountId],
  )
  expect(hooks).toMatchObject([{ url: 'https://hooks.harbor.example/dlr' }])
  expect(JSON.parse(hooks[0]?.body ?? '')).toMatchObject({ data: { id, type: 'delivery_receipt' } })
})

describe('records', () => {
  test('200: each key lists and opens the messages of its own kind', async () => {
    const { live, byTest } = await twoKeys()
    const [liveRef, testRef] = [(await send(live)).json().data.id, (await send(byTest)).json().data.id]
    expect([await list(live), await list(byTest)]).toEqual([[liveRef], [testRef]])
    const record = await request(byTest, 'GET', `/v2.1/messages/${testRef}`)
    expect(record.json().data).toMatchObject({ id: testRef, attributes: { amount_display: '$0.0040' } })
  })

  test('404: a message of the other kind looks like none, both ways', async () => {
    const { live, byTest } = await twoKeys()
    const [liveRef, testRef] = [(await send(live)).json().data.id, (await send(byTest)).json().data.id]
    for (const [account, ref] of [
      [live, testRef],
      [byTest, liveRef],
    ] as const) {
      const unseen = expectError(await request(account, 'GET', `/v2.1/messages/${ref}`), 404)
      const none = expectError(
        await request(account, 'GET', '/v2.1/messages/mdr2-00000000000070008000000000000000'),
        404,
      )
      expect({ ...unseen, id: null }).toEqual({ ...none, id: null })
    }
  })
})

test('402: without test money it says that it is test money and where to refill it, however rich the account is', async () => {
  const { live, byTest } = await twoKeys()
  await leaveTestMoney(byTest, PART_NANOS - 1n)
  expect(expectError(await send(byTest), 402)).toMatchObject({
    title: 'Payment Required',
    detail:
      'The test money does not cover this message, which costs $0.0040. Refill it in the portal under API control; it is free.',
  })
  expect((await send(live)).statusCode).toBe(202)
})

test('422: an Idempotency-Key that a test key has used is another request for a live one', async () => {
  const { live, byTest } = await twoKeys()
  const keyed = (account: TestAccount) => send(account, {}, { 'idempotency-key': 'order-17' })
  expect((await keyed(byTest)).statusCode).toBe(202)
  expectError(await keyed(live), 422)
  expect((await keyed(byTest)).headers['idempotent-replayed']).toBe('true')
  expect(await list(live)).toEqual([])
})
