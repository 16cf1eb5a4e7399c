import { expect, test } from 'vitest'
import { createTurns } from './in-turn.ts'

test('work under one key goes one after the other, whatever became of the one before; other keys go on', async () => {
  const inTurn = createTurns()
  const told: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = inTurn('a', async () => {
    await gate.promise
    told.push('a1')
    throw new Error('no')
  })
  const second = inTurn('a', async () => told.push('a2'))
  await inTurn('b', async () => told.push('b1'))
  expect(told).toEqual(['b1'])
  gate.resolve()
  await expect(first).rejects.toThrow('no')
  await second
  expect(told).toEqual(['b1', 'a1', 'a2'])
})
