import { expect, test } from 'vitest'
import type { OutgoingPart, SubmitOutcome } from '#domain/messages/carrier.ts'
import { segment } from '#domain/messages/segments.ts'
import { part, startCarrier, startLink } from './start-link.ts'

async function bound(config: Parameters<typeof startLink>[1] = {}) {
  const sandbox = await startCarrier()
  const started = startLink(sandbox.smppPort, config)
  await started.reaches('bound')
  return { sandbox, ...started }
}

function acceptedId(outcome: SubmitOutcome): string {
  if (outcome.kind !== 'accepted') throw new Error(`expected "accepted", got ${JSON.stringify(outcome)}`)
  return outcome.carrierMessageId
}

test('a message is accepted, and its delivery is told under the same id', async () => {
  const { link, hasReceived } = await bound()
  const outcome = await link.submit(part())
  expect(outcome).toMatchObject({ kind: 'accepted', exchange: { sequence: 2, commandStatus: 0 } })
  const [receipt] = await hasReceived(1)
  expect(receipt).toMatchObject({
    kind: 'receipt',
    carrierMessageId: acceptedId(outcome),
    state: 'delivered',
    errorCode: '000',
    from: '+12065550100',
    to: '+12065550100',
  })
})

test.each([
  ['0150', 'undelivered', '011'],
  ['0158', 'expired', '027'],
] as const)('a message to %s ends %s with the reason of the carrier', async (ending, state, errorCode) => {
  const { link, hasReceived } = await bound()
  // Two, since every other receipt comes in fields as well as in text.
  const ids = (await Promise.all([link.submit(part(ending)), link.submit(part(ending))])).map(acceptedId)
  const receipts = await hasReceived(2)
  expect(receipts).toMatchObject(ids.map((carrierMessageId) => ({ carrierMessageId, state, errorCode })))
})

test('a number the carrier does not know is rejected with the name of the reason', async () => {
  const { link } = await bound()
  expect(await link.submit(part('0151'))).toMatchObject({
    kind: 'rejected',
    reason: 'The carrier does not know this destination. (ESME_RINVDSTADR)',
    exchange: { commandStatus: 0x0b },
  })
})

test('a throttled link rests, rests longer, and then gets the message through', async () => {
  const { link } = await bound()
  const waits: number[] = []
  for (;;) {
    await link.whenFree()
    const outcome = await link.submit(part('0152'))
    if (outcome.kind !== 'throttled') {
      expect(outcome.kind).toBe('accepted')
      break
    }
    expect(link.free).toBe(0)
    expect(outcome.exchange.commandStatus).toBe(0x58)
    waits.push(outcome.retryAfterMs)
  }
  expect(waits).toHaveLength(2)
  expect(waits[1]).toBeGreaterThan(waits[0] ?? 0)
})

test('a receipt that comes before the answer is not lost', async () => {
  const { link, incoming, hasReceived } = await bound()
  const outcome = link.submit(part('0153'))
  let isAnswered = false
  void outcome.then(() => {
    isAnswered = true
  })
  await hasReceived(1)
  expect(isAnswered).toBe(false)
  expect(incoming).toMatchObject([{ kind: 'receipt', carrierMessageId: acceptedId(await outcome) }])
})

test('a receipt sent twice is handed over twice: telling them apart needs the messages', async () => {
  const { link, hasReceived } = await bound()
  const carrierMessageId = acceptedId(await link.submit(part('0159')))
  expect(await hasReceived(2)).toMatchObject([{ carrierMessageId }, { carrierMessageId }])
})

test('a receipt may write the id in another form, and is handed over as written', async () => {
  const { link, hasReceived } = await bound()
  const id = acceptedId(await link.submit(part('0155')))
  const [receipt] = await hasReceived(1)
  const written = receipt?.kind === 'receipt' ? receipt.carrierMessageId : ''
  expect(written).toMatch(/^\d+$/)
  expect(BigInt(written)).toBe(BigInt(`0x${id}`))
})

test('a link that drops instead of answering leaves the message in doubt, comes back, and tells its delivery', async () => {
  const { link, sandbox, reaches, hasReceived } = await bound()
  expect(await link.submit(part('0156'))).toMatchObject({ kind: 'uncertain', exchange: { commandStatus: null } })
  await reaches('down')
  await reaches('bound')
  await hasReceived(1)
  expect(sandbox.log().filter(({ event }) => event === 'submit')).toHaveLength(1)
})

test.each([
  ['in GSM-7 with a euro sign at the cut', `${'a'.repeat(152)}€${'[b]'.repeat(60)}`],
  ['in UCS-2 with an emoji at the cut', `${'ж'.repeat(66)}🎉${'y'.repeat(80)}`],
])('a long message %s reaches the carrier as it was written', async (_, text) => {
  const { link, sandbox } = await bound()
  const { parts, encoding } = segment(text)
  const outgoing: OutgoingPart[] = parts.map((piece, index) =>
    part('0154', piece, { encoding, concat: { reference: 200, total: parts.length, number: index + 1 } }),
  )
  for (const outcome of await Promise.all(outgoing.map((one) => link.submit(one)))) acceptedId(outcome)
  const seen = sandbox.log().flatMap((entry) => (entry.event === 'submit' ? [entry] : []))
  expect(seen.map((entry) => entry.concat)).toEqual(outgoing.map(({ concat }) => concat))
  expect(seen.map((entry) => entry.text).join('')).toBe(text)
})
