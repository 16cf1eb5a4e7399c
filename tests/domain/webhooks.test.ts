/** What a customer's receiver gets: the contract's bodies, byte for byte (contract 6.2, 6.4, 6.5), at the right address. */
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { env } from '#lib/env.ts'
import { closeFetch } from '#lib/guarded-fetch.ts'
import { toMessageRef } from '#lib/ids.ts'
import { withClockAt } from '#lib/time.ts'
import { createDeliverer } from '#server/worker/deliver.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { startReceiver } from '#tests/support/receiver.ts'
import { accept, acceptAndSend, answer, bring, claim, inbound, outcome, receipt } from '#tests/support/road.ts'

afterAll(closeFetch)

const HOOKS = 'https://hooks.harbor.example'
const at = (time: string) => new Date(`2026-11-20T${time}Z`)
const setUrl = (account: TestAccount, kind: 'sms_callback' | 'sms_dlr_callback', url: string | null, e164 = '') =>
  setRequestUrl(account.scope, { e164, kind, url })
const useLegacyForm = (account: TestAccount) =>
  ask("update accounts set webhook_form = 'legacy' where id = $1", [account.scope.accountId])
const queued = async (account: TestAccount) =>
  ask<{ message_id: string; kind: string; url: string; body: string }>(
    'select message_id, kind, url, body from deliveries where account_id = $1 order by id',
    [account.scope.accountId],
  )

describe('bodies', () => {
  test('inbound, v2.1 form: the bytes of the capture, the amount as a string, six decimals', async () => {
    // A number gets nothing of before it was on the account.
    const account = await withClockAt(at('00:00:00'), () => makeAccount())
    await setUrl(account, 'sms_callback', `${HOOKS}/in?token=a"b`)
    await withClockAt(at('01:21:21.980'), () => bring(inbound(account, { from: '+12065550107', text: 'hi "you" ✓' })))
    const [one] = await queued(account)
    expect(one?.body).toBe(
      '{"data":{"attributes":{"amount_display":"$0.0040","amount_nanodollars":"4000000","body":"hi \\"you\\" ✓",' +
        '"direction":"inbound","from":"12065550107","is_mms":false,"message_callback_url":"https://hooks.harbor.example/in?token=a%22b",' +
        '"message_encoding":8,"message_type":"longcode","status":"delivered","timestamp":"2026-11-20T01:21:21.980000Z",' +
        `"to":"${account.from.slice(1)}"},"type":"message","id":"${toMessageRef(one?.message_id ?? '')}"}}`,
    )
  })

  test('inbound, legacy flat form', async () => {
    const account = await makeAccount()
    await useLegacyForm(account)
    await setUrl(account, 'sms_callback', `${HOOKS}/in`)
    await bring(inbound(account, { from: '+12065550107' }))
    const [one] = await queued(account)
    const id = toMessageRef(one?.message_id ?? '', 'mdr1')
    expect(one?.body).toBe(`{"to":"${account.from.slice(1)}","from":"12065550107","body":"hi","id":"${id}"}`)
  })

  async function liveThrough(account: TestAccount) {
    await setUrl(account, 'sms_dlr_callback', `${HOOKS}/dlr`)
    const id = await accept(account, { to: '+12065550107', body: 'test sms on v2' })
    await withClockAt(at('16:44:35.120'), async () => {
      // Due a little later than this moved clock: the claim looks at the clock of its own.
      await ask('update messages set due_at = $2, expires_at = $3 where id = $1', [id, at('16:00:00'), at('23:00:00')])
      await answer(account, await claim(account), () => outcome.accepted(`w${id.slice(-8)}`))
      await bring(receipt(account, `w${id.slice(-8)}`))
    })
    return { id, bodies: (await queued(account)).map((one) => one.body) }
  }

  test('receipts, v2.1 form: level 1 without a code, then level 2 with 1003, timestamps with an offset', async () => {
    const account = await makeAccount()
    const { id, bodies } = await liveThrough(account)
    const body = (level: string) =>
      `{"data":{"attributes":{"body":"test sms on v2",${level},"timestamp":"2026-11-20T16:44:35+00:00",` +
      `"from":"${account.from.slice(1)}","to":"12065550107"},"id":"${toMessageRef(id)}",` +
      `"links":{"related":"${env.api.url}/v2.2/messages/${toMessageRef(id)}"},"type":"delivery_receipt"}}`
    expect(bodies).toEqual([
      body('"level":1,"status":"smsc submit","status_code":null,"status_code_description":"Message has been sent"'),
      body(
        '"level":2,"status":"message buffered","status_code":1003,"status_code_description":"Message accepted by Carrier"',
      ),
    ])
  })

  test('receipts, legacy form: no status_code at level 1', async () => {
    const account = await makeAccount()
    await useLegacyForm(account)
    const { id, bodies } = await liveThrough(account)
    const body = (status: string) =>
      `{"attributes":{"to":"12065550107","from":"${account.from.slice(1)}","body":"test sms on v2",${status}},` +
      `"id":"${toMessageRef(id, 'mdr1')}","type":"delivery_receipt"}`
    expect(bodies).toEqual([body('"status":"smsc submit"'), body('"status":"message buffered","status_code":1003')])
  })
})

describe('which URL', () => {
  const receiptUrls = async (account: TestAccount, fields = {}) => {
    await acceptAndSend(account, fields)
    return (await queued(account)).map((one) => one.url)
  }

  test('a message’s own callback wins over its number’s, and that over the account’s', async () => {
    const account = await makeAccount({ longcodes: 2 })
    const [first = '', second = ''] = account.numbers
    await setUrl(account, 'sms_dlr_callback', `${HOOKS}/account`)
    await setUrl(account, 'sms_dlr_callback', `${HOOKS}/number`, first)
    expect(await receiptUrls(account, { from: first, dlr_callback: `${HOOKS}/message` })).toEqual([`${HOOKS}/message`])
    expect((await receiptUrls(account, { from: first })).at(-1)).toBe(`${HOOKS}/number`)
    expect((await receiptUrls(account, { from: second })).at(-1)).toBe(`${HOOKS}/account`)
    await setUrl(account, 'sms_dlr_callback', null, first)
    expect((await receiptUrls(account, { from: first })).at(-1)).toBe(`${HOOKS}/account`)
  })

  test('without a receipt callback nobody is told, also when a request URL is set', async () => {
    const account = await makeAccount()
    await setUrl(account, 'sms_callback', `${HOOKS}/in`)
    expect(await receiptUrls(account)).toEqual([])
  })

  test('a number’s request URL wins over the account’s', async () => {
    const account = await makeAccount({ longcodes: 2 })
    const [first = '', second = ''] = account.numbers
    await setUrl(account, 'sms_callback', `${HOOKS}/account`)
    await setUrl(account, 'sms_callback', `${HOOKS}/number`, first)
    await bring(inbound(account, { to: first }))
    await bring(inbound(account, { to: second }))
    expect((await queued(account)).map((one) => one.url)).toEqual([`${HOOKS}/number`, `${HOOKS}/account`])
  })
})

test('on the wire it is a POST of exactly application/json, with the queued bytes and a constant webhook-id', async () => {
  const receiver = await startReceiver((_, attempt) => (attempt === 1 ? 503 : 200))
  onTestFinished(() => receiver.close())
  const account = await makeAccount()
  await setUrl(account, 'sms_callback', `${receiver.url}/in?token=1`)
  await bring(inbound(account, { text: 'Grüße 😀' }))
  const deliverer = createDeliverer(() => {})
  await deliverer.round()
  await deliverer.settled()
  await withClockAt(new Date(Date.now() + 30_001), () => deliverer.round())
  await deliverer.settled()
  const posts = await receiver.has(2)
  const [body] = (await queued(account)).map((one) => one.body)
  for (const post of posts) {
    expect(post).toMatchObject({ method: 'POST', path: '/in?token=1', body })
    expect(post.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': posts[0]?.webhookId })
  }
  const sql =
    'select d.status, count(a.*)::int as attempts from deliveries d join delivery_attempts a on a.delivery_id = d.id where d.account_id = $1 group by 1'
  expect(await ask(sql, [account.scope.accountId])).toEqual([{ status: 'delivered', attempts: 2 }])
})

test('a signing secret that cannot be opened any more does not stop web hooks: they go unsigned', async () => {
  const receiver = await startReceiver()
  onTestFinished(() => receiver.close())
  const account = await makeAccount()
  await setUrl(account, 'sms_callback', receiver.url)
  const round = async () => {
    await bring(inbound(account))
    const deliverer = createDeliverer(() => {})
    await deliverer.round()
    await deliverer.settled()
  }
  await round()
  await ask("update signing_secrets set sealed = decode(repeat('00', 60), 'hex') where account_id = $1", [
    account.scope.accountId,
  ])
  await round()
  const posts = await receiver.has(2)
  expect(posts.map(({ headers }) => typeof headers['webhook-signature'])).toEqual(['string', 'undefined'])
  const sql = 'select distinct status from deliveries where account_id = $1'
  expect(await ask(sql, [account.scope.accountId])).toEqual([{ status: 'delivered' }])
})
