/** However badly a receiver answers, each event ends in a 2xx or in an end that is written down, and this process does not grow. */
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { recordAttempts } from '#domain/webhooks/record-attempts.ts'
import { setSchedule } from '#domain/webhooks/set-schedule.ts'
import { closeFetch, guardedPost } from '#lib/guarded-fetch.ts'
import { MINUTE_MS, now, withClockAt } from '#lib/time.ts'
import { createDeliverer } from '#server/worker/deliver.ts'
import { SETTINGS } from '#server/worker/settings.ts'
import { makeAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { bring, inbound } from '#tests/support/road.ts'
import { workOff } from '#tests/support/work-off.ts'
import { HOSTILE, startHostileReceiver } from './hostile-receiver.ts'

afterAll(closeFetch)

type End = {
  status: string
  held_why: string | null
  attempts: number
  last_status: number | null
  last_error: string | null
}
type Expected = { status: string; attempts: number; last: RegExp }

const FAILED = { status: 'failed', attempts: 4 }
const ENDS: Record<string, Expected> = {
  '200': { status: 'delivered', attempts: 1, last: /^200$/ },
  '500': { ...FAILED, last: /^500$/ },
  '302': { ...FAILED, last: /^302 A redirect to http:\/\/127\.0\.0\.1:1\/elsewhere/ },
  '410': { status: 'held: endpoint_disabled', attempts: 1, last: /^410$/ },
  '429': { ...FAILED, last: /^429$/ },
  'hangs before headers': { ...FAILED, last: /No answer within 10 seconds/ },
  'hangs in the body': { ...FAILED, last: /Answered 200, but the answer did not end within 10 seconds/ },
  'drips a byte a second': { ...FAILED, last: /Answered 200, but the answer did not end within 10 seconds/ },
  resets: { ...FAILED, last: /The connection was closed before an answer came/ },
  '10 MB': { status: 'delivered', attempts: 1, last: /^200$/ },
  'a gzip bomb': { status: 'delivered', attempts: 1, last: /^200$/ },
  'a megabyte of headers': { ...FAILED, last: /The headers of the answer are larger than 16 kB/ },
  'bad TLS': { ...FAILED, last: /signed its certificate itself/ },
}

test(
  'each way to answer badly has its end, as the table says',
  async () => {
    const receiver = await startHostileReceiver()
    onTestFinished(() => receiver.close())
    const accounts = await Promise.all(
      Object.keys(ENDS).map(async (way) => {
        const account = await makeAccount()
        await setSchedule(account.scope, { schedule: 'contract' })
        await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: receiver.url(way) })
        await bring(inbound(account))
        return { way, accountId: account.scope.accountId }
      }),
    )
    const start = now().getTime()
    // Each of them has had its four tries by then, whatever pause it asked for.
    for (const minute of [0, 3, 6, 9, 12])
      await withClockAt(new Date(start + minute * MINUTE_MS), () => workOff(createDeliverer(() => {})))
    const lines: string[] = []
    for (const { way, accountId } of accounts) {
      const [end] = await ask<End>(
        'select status, held_why, attempts, last_status, last_error from deliveries where account_id = $1',
        [accountId],
      )
      const status = end?.held_why ? `${end.status}: ${end.held_why}` : (end?.status ?? '')
      const last = [end?.last_status, end?.last_error].filter((one) => one !== null).join(' ')
      lines.push(`${way.padEnd(22)} ${String(end?.attempts)} × ${status.padEnd(24)} ${last}`)
      expect({ way, status, attempts: end?.attempts }).toEqual({
        way,
        status: ENDS[way]?.status,
        attempts: ENDS[way]?.attempts,
      })
      expect(last).toMatch(ENDS[way]?.last ?? /never/)
    }
    process.stdout.write(`\n${lines.join('\n')}\n`)
  },
  4 * MINUTE_MS,
)

const ROUNDS = 12
const AT_ONCE = 8
const QUICK = Object.keys(HOSTILE).filter((way) => !/hangs|drips/.test(way))

test(
  'hundreds of such answers leave the memory as it was',
  async () => {
    const receiver = await startHostileReceiver()
    onTestFinished(() => receiver.close())
    const play = async (ways: readonly string[], timeoutMs: number) => {
      const answers = ways.flatMap((way) =>
        Array.from({ length: AT_ONCE }, () => guardedPost(receiver.url(way), { headers: {}, body: '{}', timeoutMs })),
      )
      for (const { text, headers } of await Promise.all(answers)) {
        expect(text.length).toBeLessThanOrEqual(1_024)
        expect(JSON.stringify(headers).length).toBeLessThan(8_192)
      }
    }
    const heap = () => {
      globalThis.gc?.()
      return process.memoryUsage().heapUsed + process.memoryUsage().external
    }
    await play(QUICK, SETTINGS.deliveryTimeoutMs)
    await play(QUICK, SETTINGS.deliveryTimeoutMs)
    const before = heap()
    for (let round = 0; round < ROUNDS; round += 1) {
      await play(QUICK, SETTINGS.deliveryTimeoutMs)
      await play(['hangs before headers', 'hangs in the body', 'drips a byte a second'], 300)
    }
    const grown = (heap() - before) / 1024 / 1024
    const count = ROUNDS * AT_ONCE * Object.keys(HOSTILE).length
    process.stdout.write(`\n${count} hostile answers; the heap grew by ${grown.toFixed(1)} MB\n`)
    expect(grown).toBeLessThan(24)
  },
  3 * MINUTE_MS,
)

test('a batch that brings one event twice writes it once', async () => {
  const account = await makeAccount()
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/' })
  await bring(inbound(account))
  const [event] = await ask<{ id: string; endpoint_id: string }>(
    'select id, endpoint_id from deliveries where account_id = $1',
    [account.scope.accountId],
  )
  const tried = { startedAt: now(), durationMs: 1, statusCode: 200, error: null, answer: '' }
  const attempt = { deliveryId: event?.id ?? '', endpointId: event?.endpoint_id ?? '', ...tried }
  await recordAttempts(account.scope.accountId, [attempt, attempt])
  const rows = await ask('select attempts, status from deliveries where account_id = $1', [account.scope.accountId])
  expect(rows).toEqual([{ attempts: 1, status: 'delivered' }])
})
