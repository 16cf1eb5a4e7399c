import { expect, test } from 'vitest'
import { createGate } from './gate.ts'

function openGate(window: number, ratePerSecond = 1e6) {
  const gate = createGate({ window, ratePerSecond })
  gate.open()
  return gate
}

test('no more parts are unanswered than the carrier granted, and they go in order', async () => {
  const gate = openGate(2)
  const order: number[] = []
  const entered = [1, 2, 3].map((number) => gate.enter().then(() => order.push(number)))
  await entered[1]
  expect(order).toEqual([1, 2])
  expect(gate.free).toBe(0)
  gate.leave()
  await entered[2]
  expect(order).toEqual([1, 2, 3])
})

test('whoever waits for room is told when there is some', async () => {
  const gate = openGate(1)
  await gate.enter()
  const inLine = gate.enter()
  const free = gate.whenFree()
  expect(gate.free).toBe(0)
  gate.leave()
  await inLine
  await free
  expect(gate.free).toBe(1)
})

test('a closed gate sends everybody back, and opens again', async () => {
  const gate = openGate(1)
  await gate.enter()
  const second = gate.enter()
  gate.shut()
  expect(await second).toBe('shut')
  expect(await gate.enter()).toBe('shut')
  gate.leave()
  gate.open()
  expect(await gate.enter()).toBe('admitted')
})

test('when the carrier says "not now" the line rests, longer each time, and never for what was already under way', async () => {
  const gate = openGate(10)
  const before = performance.now()
  const first = gate.throttled(before)
  expect(first).toBeGreaterThan(200)
  expect(gate.free).toBe(0)
  expect(await gate.enter()).toBe('shut')
  expect(gate.throttled(before)).toBeLessThanOrEqual(first)
  await gate.whenFree()
  expect(gate.free).toBeGreaterThan(0)
  expect(gate.throttled(performance.now() + 1)).toBeGreaterThan(400)
  gate.shut()
})
