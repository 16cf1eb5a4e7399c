/** The door of Stripe's web hook: the very bytes are checked, and whoever cannot sign gets nothing done. */
import '#tests/support/stripe/for-this-file.ts'

import { afterAll, expect, test } from 'vitest'
import { createApi } from '#server/api/app.ts'
import { ask } from '#tests/support/books.ts'
import { sign } from '#tests/support/stripe/double.ts'
import { stripeDouble } from '#tests/support/stripe/for-this-file.ts'

const api = createApi()
afterAll(() => api.close())

const post = (payload: Buffer, signature?: string) =>
  api.inject({
    method: 'POST',
    url: '/stripe/events',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(signature ? { 'stripe-signature': signature } : {}),
    },
    payload,
  })

test('an event that Stripe signed is taken once, and answered 200 so that it is not sent for days', async () => {
  const { bytes, signature } = stripeDouble.event('invoice.paid', { id: 'in_1', note: 'ünïcode, byte for byte' })
  const [first, second] = [await post(bytes, signature), await post(bytes, signature)]
  expect([first.statusCode, first.json()]).toEqual([200, { outcome: 'ignored' }])
  expect([second.statusCode, second.json()]).toEqual([200, { outcome: 'seen' }])
})

test('unsigned, forged, old or with one byte changed, it is refused with 400, kept nowhere, and counted by its reason', async () => {
  const { id, bytes, signature } = stripeDouble.event('invoice.paid', { id: 'in_2' })
  const event = JSON.parse(bytes.toString())
  const changed = Buffer.from(bytes.toString().replace('in_2', 'in_3'))
  const answers = [
    await post(bytes),
    await post(bytes, sign(event, 'whsec_another').signature),
    await post(bytes, sign(event, undefined, Date.now() - 600_000).signature),
    await post(changed, signature),
  ]
  for (const answer of answers) {
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors[0]).toMatchObject({ status: 400, code: 'event_not_signed' })
  }
  expect(await ask('select 1 from stripe_events where id = $1', [id])).toEqual([])
  const counted = await ask('select reason, calls::text, last_address as address from stripe_refused_calls order by 1')
  expect(counted).toEqual([
    { reason: 'no signature', calls: '1', address: '127.0.0.1' },
    { reason: 'signed too long ago', calls: '1', address: '127.0.0.1' },
    { reason: 'wrong signature', calls: '2', address: '127.0.0.1' },
  ])
})
