import { expect, test } from 'vitest'
import { createBatcher } from './batcher.ts'

test('what arrives while a batch is under way goes together in the next, in order, each with its own answer', async () => {
  const batches: number[][] = []
  const batcher = createBatcher<number, number>({
    maxSize: 100,
    concurrency: 4,
    run: async (items) => {
      batches.push(items)
      await new Promise((resolve) => setImmediate(resolve))
      return items.map((item) => item * 2)
    },
  })
  const first = batcher.add('a', 1)
  await new Promise((resolve) => setImmediate(resolve))
  const rest = [2, 3, 4].map((item) => batcher.add('a', item))
  expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8])
  expect(batches).toEqual([[1], [2, 3, 4]])
})

test('one key runs one batch at a time and no key waits for another', async () => {
  let running = 0
  let most = 0
  const perKey = new Map<string, number>()
  const batcher = createBatcher<string, string>({
    maxSize: 2,
    concurrency: 3,
    run: async (items) => {
      const [key = ''] = items
      running += 1
      most = Math.max(most, running)
      perKey.set(key, (perKey.get(key) ?? 0) + 1)
      expect(perKey.get(key)).toBe(1)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      perKey.set(key, 0)
      return items
    },
  })
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => batcher.add(`k${index % 5}`, `k${index % 5}`)),
  )
  expect(answers.every((key, index) => key === `k${index % 5}`)).toBe(true)
  expect(most).toBe(3)
  await batcher.idle()
})

test('a batch that fails fails for those in it alone', async () => {
  const batcher = createBatcher<number, number>({
    maxSize: 1,
    concurrency: 1,
    run: async (items) => {
      if (items[0] === 1) throw new Error('no')
      return items
    },
  })
  const outcomes = await Promise.allSettled([batcher.add('a', 1), batcher.add('a', 2)])
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'fulfilled'])
})

test('keys that may share a batch do, and the items of each stay together and in order', async () => {
  const batches: string[][] = []
  const batcher = createBatcher<string, string>({
    maxSize: 4,
    maxKeys: 2,
    concurrency: 1,
    run: async (items) => {
      batches.push(items)
      await new Promise((resolve) => setImmediate(resolve))
      return items
    },
  })
  const items = ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']
  expect(await Promise.all(items.map((item) => batcher.add(item.charAt(0), item)))).toEqual(items)
  expect(batches).toEqual([
    ['a1', 'a2', 'a3', 'b1'],
    ['c1', 'b2'],
  ])
})
