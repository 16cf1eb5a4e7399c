import { expect, test } from 'vitest'
import { agree, startBareCarrier } from './bare-carrier.ts'
import { part, startCarrier, startLink } from './start-link.ts'

test('the window is filled and never exceeded', async () => {
  const waiting: Array<() => void> = []
  let most = 0
  const carrier = await startBareCarrier((pdu) => {
    if (pdu.command !== 'submit_sm') return agree(pdu)
    waiting.push(() => carrier.send(agree(pdu).toBuffer()))
    most = Math.max(most, waiting.length)
    // Answers only when the window should be full, one at a time.
    if (waiting.length === 7) waiting.shift()?.()
    if (carrier.heard.filter(({ command }) => command === 'submit_sm').length === 40) {
      for (const release of waiting.splice(0)) release()
    }
    return null
  })
  const { link, reaches } = startLink(carrier.port, { window: 7 })
  await reaches('bound')
  // Four more may stand in line.
  expect(link.free).toBe(11)
  const outcomes = await Promise.all(Array.from({ length: 40 }, () => link.submit(part())))
  expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true)
  expect(most).toBe(7)
  expect(link.free).toBe(11)
})

test('the granted rate is used and never exceeded', async () => {
  const times: number[] = []
  const carrier = await startBareCarrier((pdu) => {
    if (pdu.command === 'submit_sm') times.push(performance.now())
    return agree(pdu)
  })
  const { link, reaches } = startLink(carrier.port, { window: 50, ratePerSecond: 400 })
  await reaches('bound')
  const outcomes = await Promise.all(Array.from({ length: 201 }, () => link.submit(part())))
  expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true)
  const tookMs = (times.at(-1) ?? 0) - (times[0] ?? 0)
  expect(tookMs).toBeGreaterThan(470)
  expect(tookMs).toBeLessThan(1000)
})

test('room is announced, so that nobody has to poll for it', async () => {
  const sandbox = await startCarrier({ responseDelayMs: 20 })
  const { link, reaches } = startLink(sandbox.smppPort, { window: 2 })
  await reaches('bound')
  const sent = Array.from({ length: 3 }, () => link.submit(part('0154')))
  expect(link.free).toBe(0)
  await link.whenFree()
  expect(link.free).toBeGreaterThan(0)
  await Promise.all(sent)
})
