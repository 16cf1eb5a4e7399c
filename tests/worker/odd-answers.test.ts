/** An answer that the database cannot hold as it came is recorded all the same: what is not recorded would be sent again without end. */
import { expect, onTestFinished, test } from 'vitest'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import type { Attempt } from '#domain/webhooks/attempt.ts'
import { now } from '#lib/time.ts'
import { createDeliverer } from '#server/worker/deliver.ts'
import { keepAttempts } from '#server/worker/keep-attempts.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { startRawReceiver } from '#tests/support/raw-receiver.ts'
import { bring, inbound } from '#tests/support/road.ts'
import { workOff } from '#tests/support/work-off.ts'

const events = ({ scope }: TestAccount) =>
  ask('select status, attempts, last_status from deliveries where account_id = $1', [scope.accountId])

test('an event whose answer has a header that spells out \\u0000 is delivered once, and its header is kept as it came', async () => {
  const receiver = await startRawReceiver('HTTP/1.1 200 OK\r\nx-odd: a\\u0000b\r\ncontent-length: 2\r\n\r\no\0')
  onTestFinished(() => receiver.close())
  const account = await makeAccount()
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: receiver.url })
  await bring(inbound(account))
  await workOff(createDeliverer(() => {}))
  expect(await events(account)).toEqual([{ status: 'delivered', attempts: 1, last_status: 200 }])
  const sql = "select answer, answer_headers ->> 'x-odd' as odd from delivery_attempts where account_id = $1"
  expect(await ask(sql, [account.scope.accountId])).toEqual([{ answer: 'o', odd: 'a\\u0000b' }])
})

test('an attempt that the database refuses is recorded without its headers and its answer, and those beside it as they are', async () => {
  const account = await makeAccount()
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/' })
  await bring(inbound(account), inbound(account))
  const due = await ask<{ id: string; endpoint_id: string }>(
    'select id, endpoint_id from deliveries where account_id = $1 order by id',
    [account.scope.accountId],
  )
  const seen = { url: '', address: null, reused: false, fault: null, connectMs: null, tlsMs: null, firstByteMs: null }
  const attempts = due.map(({ id, endpoint_id }, nth): Attempt => {
    const tried = { startedAt: now(), durationMs: 1, statusCode: 200, error: null, answer: 'yes' }
    // A number that its column does not hold stands for whatever nobody has thought of.
    const odd = { ...seen, dnsMs: nth === 0 ? 3e9 : 3, requestHeaders: {}, answerHeaders: { server: 'x' } }
    return { deliveryId: id, endpointId: endpoint_id, ...tried, seen: odd }
  })
  await keepAttempts(account.scope.accountId, attempts)
  const recorded = { status: 'delivered', attempts: 1, last_status: 200 }
  expect(await events(account)).toEqual([recorded, recorded])
  const rows = await ask(
    'select answer, dns_ms, answer_headers, error from delivery_attempts where account_id = $1 order by delivery_id',
    [account.scope.accountId],
  )
  expect(rows).toEqual([
    { answer: null, dns_ms: null, answer_headers: null, error: 'What came back could not be stored.' },
    { answer: 'yes', dns_ms: 3, answer_headers: { server: 'x' }, error: null },
  ])
})
