import { expect, test } from 'vitest'
import {
  CONTRACT_STATUSES,
  isClosed,
  MESSAGING_MOVES,
  MOVES,
  moverOf,
  STATUSES,
  statusesOf,
  VOICE_MOVES,
} from './status.ts'

const rows = (moves: Record<string, object>) =>
  Object.entries(moves).map(
    ([from, to]) =>
      `${from} → ${(Array.isArray(to) ? to : Object.entries(to).map(([name, who]) => `${name} (${who})`)).join(', ') || 'nothing'}`,
  )

test('an order goes these ways and no others', () => {
  expect(rows(MOVES)).toEqual([
    'draft → documents (account), canceled (account)',
    'documents → submitted (account), canceled (account)',
    'submitted → exception (operator), foc_confirmed (operator), canceled (account)',
    'exception → submitted (account), canceled (account)',
    'foc_confirmed → foc_confirmed (operator), exception (operator), voice_ported (operator), canceled (account)',
    'voice_ported → done (operator)',
    'done → nothing',
    'canceled → nothing',
  ])
  expect(STATUSES.filter(isClosed)).toEqual(['done', 'canceled'])
  expect(moverOf('draft', 'submitted')).toBeNull()
})

test('voice and messaging of a number are two clocks', () => {
  expect(rows(VOICE_MOVES)).toEqual(['waiting → ported', 'ported → nothing'])
  expect(rows(MESSAGING_MOVES)).toEqual([
    'waiting → porting',
    'porting → active, overdue',
    'overdue → active',
    'active → nothing',
  ])
})

test('clients of the contract read each of its seven words, and ask by any of them', () => {
  const words = ['Pending', 'Rejected', 'Process', 'Submitted', 'Accepted', 'Completed', 'Canceled']
  expect(new Set(Object.values(CONTRACT_STATUSES))).toEqual(new Set(words))
  expect(statusesOf('accepted')).toEqual(['foc_confirmed', 'voice_ported'])
  expect(statusesOf('cancelled')).toBeNull()
})
