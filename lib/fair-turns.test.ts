import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createFairTurns } from './fair-turns.ts'

test('whoever asks for much waits behind themselves: others come next, and never more are under way than there are places', async () => {
  const inTurn = createFairTurns({ atAll: 3, ofOne: 2, waiting: 100, onFull: () => new Error('full') })
  const under = { a: 0, b: 0, c: 0 }
  const ended: string[] = []
  const work = (key: 'a' | 'b' | 'c') =>
    inTurn(key, async () => {
      under[key] += 1
      expect(under[key]).toBeLessThanOrEqual(2)
      expect(under.a + under.b + under.c).toBeLessThanOrEqual(3)
      await sleep(1)
      under[key] -= 1
      ended.push(key)
    })
  const flood = [...Array.from({ length: 102 }, () => work('a')), ...Array.from({ length: 50 }, () => work('b'))]
  await expect(work('a')).rejects.toThrow('full')
  await work('c')
  expect(ended.length).toBeLessThan(10)
  await Promise.all(flood)
  expect(ended.filter((key) => key === 'a')).toHaveLength(102)
})

test('a place is given back by work that fails', async () => {
  const inTurn = createFairTurns({ atAll: 1, ofOne: 1 })
  await expect(inTurn('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await inTurn('b', async () => 'yes')).toBe('yes')
})
