import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#lib/time.ts'
import { pauseAfter, probePause, readRetryAfter, SCHEDULES, type Schedule, triesOf } from './schedule.ts'

/** When each try is, counted from the first. */
function momentsOf(schedule: Schedule, chance: number): number[] {
  const moments = [0]
  for (let tries = 1; ; tries += 1) {
    const pause = pauseAfter(schedule, { tries, retryAfterMs: null, chance })
    if (pause === null) return moments
    moments.push((moments.at(-1) ?? 0) + pause)
  }
}

test('the long schedule has 10 tries over about three days, and chance makes it longer alone', () => {
  const [least, most] = [momentsOf('long', 0), momentsOf('long', 1)]
  expect(least).toHaveLength(10)
  expect(least.at(-1)).toBeGreaterThan(2.75 * DAY_MS)
  expect(most.at(-1)).toBeLessThan(3.25 * DAY_MS)
  for (const [index, moment] of most.entries()) expect(moment).toBeGreaterThanOrEqual(least[index] ?? 0)
})

test('the schedule of the contract has 4 tries, 30 seconds apart, whatever the chance', () => {
  const moments = [0, 30, 60, 90].map((seconds) => seconds * SECOND_MS)
  expect(momentsOf('contract', 0)).toEqual(moments)
  expect(momentsOf('contract', 1)).toEqual(moments)
})

test('both schedules, as a table', () => {
  for (const schedule of SCHEDULES) {
    const [least, most] = [momentsOf(schedule, 0), momentsOf(schedule, 1)]
    const rows = least.map((moment, index) => `  ${index + 1}  ${written(moment)} to ${written(most[index] ?? 0)}`)
    process.stdout.write(`${schedule}: ${triesOf(schedule)} tries\n${rows.join('\n')}\n`)
    expect(rows).toHaveLength(triesOf(schedule))
  }
})

function written(ms: number): string {
  return `${Math.floor(ms / HOUR_MS)} h ${Math.floor((ms % HOUR_MS) / MINUTE_MS)} min ${Math.round((ms % MINUTE_MS) / SECOND_MS)} s`
}

const AT = new Date('2026-03-04T05:06:07Z')

test.each([
  ['120', 120 * SECOND_MS],
  ['0', 0],
  ['999999999', HOUR_MS],
  ['Wed, 04 Mar 2026 05:08:07 GMT', 120 * SECOND_MS],
  ['Wed, 04 Mar 2026 05:00:00 GMT', 0],
  ['Fri, 04 Mar 2033 05:00:00 GMT', HOUR_MS],
  ['soon', null],
  ['', null],
  ['-5', null],
  ['1e9', null],
  [undefined, null],
])('Retry-After %j asks for %j ms', (header, ms) => {
  expect(readRetryAfter(header, AT)).toBe(ms)
})

test('a receiver that asks for more time gets it; one that asks for less changes nothing', () => {
  const pause = (retryAfterMs: number) => pauseAfter('contract', { tries: 1, retryAfterMs, chance: 0 })
  expect(pause(100 * SECOND_MS)).toBe(100 * SECOND_MS)
  expect(pause(SECOND_MS)).toBe(30 * SECOND_MS)
})

test('probes come after 30 seconds, then more and more rarely, to one in ten minutes; by the contract every 30 seconds', () => {
  const seconds = (schedule: Schedule) =>
    [0, 1, 2, 3, 4, 5, 50].map((failed) => probePause(schedule, failed) / SECOND_MS)
  expect(seconds('long')).toEqual([30, 60, 120, 240, 480, 600, 600])
  expect(new Set(seconds('contract'))).toEqual(new Set([30]))
})
