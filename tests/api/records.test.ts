import { describe, expect, test } from 'vitest'
import { toMessageRef } from '#lib/ids.ts'
import { withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount, takeNumbers } from '#tests/support/account.ts'
import {
  accept,
  acceptAndSend,
  answer,
  bring,
  claim,
  inbound,
  newCarrierId,
  outcome,
  receipt,
} from '#tests/support/road.ts'
import { request } from './client.ts'

const at = (time: string) => new Date(`2026-11-20T${time}Z`)
const lookUp = async (account: TestAccount, id: string, version = 'v2.1') =>
  (await request(account, 'GET', `/${version}/messages/${toMessageRef(id)}`)).json().data

/** Accepted at 10:00:00.123, taken at .456 of the next second, delivered at .789 of the third. */
async function deliver(account: TestAccount, fields: Record<string, unknown> = {}): Promise<string> {
  const id = await withClockAt(at('10:00:00.123'), () => accept(account, { to: '+12065550107', ...fields }))
  const carrierId = newCarrierId()
  await withClockAt(at('10:00:01.456'), async () =>
    answer(account, await claim(account), () => outcome.accepted(carrierId)),
  )
  await withClockAt(at('10:00:02.789'), () => bring(receipt(account, carrierId)))
  return id
}

const BUFFERED = {
  level: 2,
  status: 'message buffered',
  status_code: 1003,
  status_code_description: 'Message accepted by Carrier',
  timestamp: '2026-11-20T10:00:02.78Z',
}
const SUBMITTED = {
  level: 1,
  status: 'smsc submit',
  status_code: null,
  status_code_description: 'Message has been sent',
  timestamp: '2026-11-20T10:00:01.45Z',
}

describe('200: one message', () => {
  test.each(['v2.1', 'v2.2'])('a delivered message in %s: every member, receipts newest first', async (version) => {
    const account = await makeAccount()
    const id = await deliver(account)
    const answer = await request(account, 'GET', `/${version}/messages/${toMessageRef(id)}`)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/vnd.api+json'])
    expect(answer.json()).toEqual({
      data: {
        id: toMessageRef(id),
        type: 'message',
        attributes: {
          amount_display: '$0.0040',
          amount_nanodollars: 4_000_000,
          body: 'hello there',
          delivery_receipts: [BUFFERED, SUBMITTED],
          direction: 'outbound',
          from: account.from.slice(1),
          is_mms: false,
          message_encoding: 0,
          message_type: 'longcode',
          status: 'message buffered',
          timestamp: '2026-11-20T10:00:00.12Z',
          to: '12065550107',
        },
      },
    })
  })

  test('a delivered message in v2: the older members, the older id, six decimals and an offset', async () => {
    const account = await makeAccount()
    const id = await deliver(account, { dlr_callback: 'https://hooks.harbor.example/dlr' })
    expect(await lookUp(account, id, 'v2')).toEqual({
      id: toMessageRef(id, 'mdr1'),
      type: 'messages',
      attributes: {
        amount_display: '$0.0040',
        amount_nanodollars: 4_000_000,
        body: 'hello there',
        callback_url: 'https://hooks.harbor.example/dlr',
        direction: 'outbound',
        from: account.from.slice(1),
        has_mms: false,
        message_type: 'long-code',
        timestamp: '2026-11-20T10:00:00.123000+00:00',
        to: '12065550107',
      },
    })
  })

  test.each(['v2', 'v2.1', 'v2.2'])(
    '%s finds a message by its mdr1 and by its mdr2 id, in any case',
    async (version) => {
      const account = await makeAccount()
      const id = await accept(account)
      for (const ref of [
        toMessageRef(id, 'mdr1'),
        toMessageRef(id),
        toMessageRef(id).toUpperCase(),
        `${toMessageRef(id)}/`,
      ]) {
        expect((await request(account, 'GET', `/${version}/messages/${ref}`)).statusCode).toBe(200)
      }
    },
  )

  test('a message can be looked up as soon as it was accepted: pending, without receipts', async () => {
    const account = await makeAccount()
    const { attributes } = await lookUp(account, await accept(account))
    expect(attributes).toMatchObject({ status: 'pending', delivery_receipts: [] })
  })

  test('after the carrier took it, the level-1 receipt is there alone', async () => {
    const account = await makeAccount()
    const { id } = await acceptAndSend(account)
    const { attributes } = await lookUp(account, id)
    expect(attributes.status).toBe('smsc submit')
    expect(attributes.delivery_receipts).toMatchObject([{ level: 1, status_code: null }])
  })

  test('a message that the phone refused says 1110 and stays charged; one that the carrier refused is free', async () => {
    const account = await makeAccount()
    const { id, carrierId } = await acceptAndSend(account)
    await bring(receipt(account, carrierId, { state: 'undelivered', errorCode: '034' }))
    expect((await lookUp(account, id)).attributes).toMatchObject({
      status: 'delivery failure',
      amount_nanodollars: 4_000_000,
      delivery_receipts: [{ level: 2, status_code: 1110 }, { level: 1 }],
    })
    const refused = await accept(account)
    await answer(account, await claim(account), () => outcome.rejected())
    expect((await lookUp(account, refused)).attributes).toMatchObject({
      status: 'smsc reject',
      amount_display: '$0.0000',
      amount_nanodollars: 0,
      delivery_receipts: [{ level: 2, status_code: null }],
    })
  })

  test('an emoji shows as encoding 8, a toll-free sender as toll-free', async () => {
    const account = await makeAccount({ longcodes: 0, tollFree: 1 })
    const id = await accept(account, { body: 'see you 😀' })
    expect((await lookUp(account, id)).attributes).toMatchObject({
      body: 'see you 😀',
      message_encoding: 8,
      message_type: 'toll-free',
      amount_display: '$0.0055',
    })
    expect((await lookUp(account, id, 'v2')).attributes.message_type).toBe('toll-free')
  })

  test('an inbound message is delivered, without receipts, and free while no request URL is set', async () => {
    const account = await makeAccount()
    await bring(inbound(account, { from: '+12065550107', text: 'hi' }))
    const listed = (await request(account, 'GET', '/v2.1/messages?start_date=2026-01-01')).json().data
    expect(listed).toMatchObject([
      {
        attributes: {
          direction: 'inbound',
          status: 'delivered',
          from: '12065550107',
          to: account.from.slice(1),
          body: 'hi',
          delivery_receipts: [],
          amount_nanodollars: 0,
        },
      },
    ])
    const one = await request(account, 'GET', `/v2.1/messages/${listed[0].id}`)
    expect(one.json().data).toEqual(listed[0])
  })

  test('no answer carries a plus sign before a number', async () => {
    const account = await makeAccount({ longcodes: 2 })
    await accept(account, { to: takeNumbers('longcode', 1)[0] })
    for (const version of ['v2', 'v2.1', 'v2.2']) {
      expect((await request(account, 'GET', `/${version}/messages?start_date=2026-01-01`)).body).not.toMatch(/"\+1/)
    }
  })
})
