import { expect, test } from 'vitest'
import { LIMITS, type SeenCall, UseGatherer } from './gather-uses.ts'

const AT = new Date('2026-11-25T10:42:07.114Z')

function seen(fields: Partial<SeenCall> = {}): SeenCall {
  return {
    accountId: 'a',
    keyId: 'k',
    id: 'r',
    at: AT,
    generation: 1,
    method: 'POST',
    path: '/v2.1/messages',
    endpoint: 'POST /v2.1/messages',
    number: '+12065550142',
    status: 202,
    code: '',
    duration_ms: 3,
    address: '203.0.113.7',
    agent: 'client/1',
    ...fields,
  }
}

test('calls of one caller are one row with a count, by day and by minute', () => {
  const gatherer = new UseGatherer()
  for (let nth = 0; nth < 5; nth += 1) gatherer.add(seen({ at: new Date(AT.getTime() + nth) }))
  gatherer.add(seen({ status: 403, code: 'scope_missing' }))
  const [batch, ...more] = gatherer.take()
  expect(more).toEqual([])
  expect(batch?.uses).toMatchObject([
    { day: '2026-11-25', calls: 6, refused: 1, first_at: AT, last_at: new Date(AT.getTime() + 4) },
  ])
  expect(batch?.minutes).toMatchObject([{ minute: new Date('2026-11-25T10:42:00Z'), calls: 6, refused: 1 }])
  expect(gatherer.take()).toEqual([])
})

test('of a busy key a few calls a second are listed, and refusals have room of their own', () => {
  const gatherer = new UseGatherer()
  for (let nth = 0; nth < 500; nth += 1) gatherer.add(seen())
  for (let nth = 0; nth < 500; nth += 1) gatherer.add(seen({ status: 403 }))
  const [batch] = gatherer.take()
  expect(batch?.requests.filter(({ status }) => status === 202)).toHaveLength(LIMITS.listedSuccesses)
  expect(batch?.requests.filter(({ status }) => status === 403)).toHaveLength(LIMITS.listedRefusals)
  expect(batch?.uses.reduce((sum, { calls }) => sum + calls, 0)).toBe(1_000)
})

test('somebody who comes under ever new names is counted, and takes no room', () => {
  const gatherer = new UseGatherer()
  for (let nth = 0; nth < 5_000; nth += 1) gatherer.add(seen({ agent: `agent/${nth}` }))
  const [batch] = gatherer.take()
  expect(batch?.uses).toHaveLength(LIMITS.callers + 1)
  expect(batch?.uses.at(-1)).toMatchObject({ agent: 'others', address: 'others', calls: 4_000 })
})

test('what could not be written is added to what has come since', () => {
  const gatherer = new UseGatherer()
  gatherer.add(seen())
  const failed = gatherer.take()
  gatherer.add(seen())
  gatherer.putBack(failed)
  const [batch] = gatherer.take()
  expect(batch?.uses).toMatchObject([{ calls: 2 }])
  expect(batch?.requests).toHaveLength(2)
})

test('strangers who know the access key alone crowd out no real caller, and few of their calls are listed', () => {
  const gatherer = new UseGatherer()
  for (let nth = 0; nth < 2_000; nth += 1) gatherer.add(seen({ generation: 0, status: 401, agent: `invented ${nth}` }))
  gatherer.add(seen({ generation: 1, agent: 'reminders/3.2' }))
  const [batch] = gatherer.take()
  expect(batch?.uses.filter(({ generation }) => generation === 0)).toHaveLength(LIMITS.strangers + 1)
  expect(batch?.uses.filter(({ generation }) => generation === 1)).toMatchObject([{ agent: 'reminders/3.2', calls: 1 }])
  expect(batch?.requests.filter(({ generation }) => generation === 0)).toHaveLength(LIMITS.listedStrangers)
})
