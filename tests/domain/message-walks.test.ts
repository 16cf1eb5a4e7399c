/** Whatever is asked for, and however little a page may read: page after page shows each message that matches, once. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { listMessageRows } from '#domain/reports/list-messages.ts'
import { type MessageFilter, NO_MESSAGE_FILTER, readMessageFilter } from '#domain/reports/message-filter.ts'
import { fromMessageRef } from '#lib/ids.ts'
import { DAY_MS, now } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { anyMessage, isAskedFor, OTHERS, type Stored, storeMessages, TAGS } from '#tests/support/many-messages.ts'

const DAYS = 62
const end = new Date(Math.floor(now().getTime() / DAY_MS) * DAY_MS)
const begin = new Date(end.getTime() - DAYS * DAY_MS)
const dayOf = (days: number) => new Date(begin.getTime() + days * DAY_MS)
const text = (at: Date) => at.toISOString().slice(0, 10)

let account: TestAccount
let messages: Stored[]

beforeAll(async () => {
  account = await makeAccount({ longcodes: 3 })
  const stranger = await makeAccount()
  const [seed = 0] = fc.sample(fc.nat(), 1)
  let state = seed
  const pick = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
  const times = Array.from(
    { length: 400 },
    () => new Date(begin.getTime() + Math.floor((pick(1e6) / 1e6) * DAYS * DAY_MS)),
  )
  messages = times.map((at) => anyMessage(account, at, pick))
  await storeMessages(account, messages)
  await storeMessages(
    stranger,
    times.map((at) => anyMessage(account, at, pick)),
  )
})

/** Half of the filters ask for one thing or two; the rest for several, which often nothing answers. */
function filters(): fc.Arbitrary<{ filter: MessageFilter; from: Date; until: Date }> {
  const maybe = (...values: string[]) => fc.oneof({ weight: 5, arbitrary: fc.constant('') }, fc.constantFrom(...values))
  const numbers = [...account.numbers, ...OTHERS, '+12065550999']
  return fc
    .record({
      since: fc.integer({ min: 0, max: DAYS - 1 }),
      days: fc.integer({ min: 0, max: DAYS }),
      direction: maybe('outbound', 'inbound'),
      status: maybe('delivered', 'rejected', 'undelivered,expired', 'received,delivered', 'held', 'canceled'),
      error: maybe('3001', '30-x', 'none'),
      from: maybe(...numbers),
      to: maybe(...numbers),
      number: maybe(...numbers),
      area: maybe('425'),
      tag: maybe(...TAGS, 'rareXtag'),
      key: maybe(account.keyId),
      parts: maybe('2', '1-3', '4+'),
      price: maybe('0', '0.004', '0.004-0.012', '0.008+'),
      encoding: maybe('gsm7', 'ucs2'),
      kind: maybe('live', 'test'),
      text: maybe('table', '100%', 'r_s', 'k\\s', 'NINE', 'ready', 'xyzzy', 'café'),
    })
    .map(({ since, days, ...rest }) => {
      const [from, until] = [dayOf(since), dayOf(Math.min(DAYS, since + days) + 1)]
      const last = new Date(until.getTime() - DAY_MS)
      const given = { ...rest, since: `${text(from)}T00:00Z`, until: `${text(last)}T23:59Z` }
      return { filter: readMessageFilter(given), from, until }
    })
}

/** Pages one way until there is none; `step` decides how little each may read. */
async function turn(
  filter: MessageFilter,
  way: 'older' | 'newer',
  it: { limit: number; mostRead: number },
  start?: string,
) {
  const seen: string[] = []
  let place: string | null | undefined = start
  let newest: string | null = null
  let isFirst = true
  while (isFirst || place) {
    const at = way === 'older' ? { before: place ?? null } : { after: place ?? null }
    const page = await listMessageRows(account.scope, { filter, zone: 'UTC', ...it, ...at })
    const ids = page.rows.map((row) => fromMessageRef(row.id) ?? '')
    expect(ids).toEqual(ids.toSorted().reverse())
    seen.push(...(way === 'older' ? ids : ids.reverse()))
    if (page.rows.length < it.limit && page.olderThan && way === 'older') expect(page.searchedTo).not.toBeNull()
    place = way === 'older' ? page.olderThan : page.newerThan
    newest = page.newerThan ?? newest
    isFirst = false
  }
  return { seen, newest }
}

test('paging forwards and backwards shows what matches, whole, in order and once', async () => {
  const sizes = fc.record({ limit: fc.integer({ min: 7, max: 60 }), mostRead: fc.integer({ min: 60, max: 500 }) })
  await fc.assert(
    fc.asyncProperty(filters(), sizes, async ({ filter, from, until }, it) => {
      const asked = messages.filter((one) => isAskedFor(one, filter, from, until)).map(({ id }) => id)
      const { seen } = await turn(filter, 'older', it)
      expect(seen).toEqual(asked.toSorted().reverse())
      const back = await turn(filter, 'newer', it, `mdr2-${'0'.repeat(32)}`)
      expect(back.seen).toEqual(asked.toSorted())
    }),
    { numRuns: 40 },
  )
})

test('from the middle one can go back to what is newer, and only when there is something', async () => {
  const filter = { ...NO_MESSAGE_FILTER, since: text(begin) }
  const first = await listMessageRows(account.scope, { filter, zone: 'UTC', limit: 10 })
  expect(first.newerThan).toBeNull()
  const second = await listMessageRows(account.scope, { filter, zone: 'UTC', limit: 10, before: first.olderThan })
  const again = await listMessageRows(account.scope, { filter, zone: 'UTC', limit: 10, after: second.newerThan })
  expect(again.rows).toEqual(first.rows)
  expect(again.newerThan).toBeNull()
  expect(again.olderThan).not.toBeNull()
})
