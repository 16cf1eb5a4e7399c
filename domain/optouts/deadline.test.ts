import { expect, test } from 'vitest'
import { deadlineOf } from './deadline.ts'

const LA = 'America/Los_Angeles'

test.each([
  ['Monday', '2026-11-23T18:00:00Z', '2026-12-08T07:59:59.999Z'],
  ['Friday', '2026-11-27T18:00:00Z', '2026-12-12T07:59:59.999Z'],
  ['Saturday', '2026-11-28T18:00:00Z', '2026-12-12T07:59:59.999Z'],
  ['Friday evening here, Saturday elsewhere', '2026-11-28T05:00:00Z', '2026-12-12T07:59:59.999Z'],
])('ten business days after a %s, to the end of the day where the account lives', (_, at, deadline) => {
  expect(deadlineOf(new Date(at), LA).toISOString()).toBe(deadline)
})
