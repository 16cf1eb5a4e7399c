/** The door of Stripe's web hook: the very bytes are checked, and whoever cannot sign gets nothing done. */
import '#tests/support/stripe/for-this-file.ts'

import { afterAll, expect, test } from 'vitest'
import { createApi } from '#server/api/app.ts'
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

test('without its signature, with another’s, or with one byte changed, it is refused with 400 in the contract’s shape', async () => {
  const { bytes, signature } = stripeDouble.event('invoice.paid', { id: 'in_2' })
  const changed = Buffer.from(bytes.toString().replace('in_2', 'in_3'))
  const other = sign(JSON.parse(bytes.toString()), 'whsec_another')
  for (const answer of [await post(bytes), await post(bytes, other.signature), await post(changed, signature)]) {
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors[0]).toMatchObject({ status: 400, code: 'event_not_signed' })
  }
})
