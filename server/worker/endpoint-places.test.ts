import { expect, test } from 'vitest'
import { EndpointPlaces } from './endpoint-places.ts'

const T0 = 1_000_000
const TOTAL = 1_000
const id = (account: string, nth: number) => ({ accountId: account, endpointId: String(nth) })
const OK = { ok: true, statusCode: 200, durationMs: 20 }

/** Every one of these takes what it is given and does not give it back. Returns how many each has. */
function fill(places: EndpointPlaces, refs: { accountId: string; endpointId: string }[], now: number): number[] {
  places.count(now)
  const accounts = new Set([...refs.map(({ accountId }) => accountId), ...places.busyAccounts]).size
  return refs.map((ref) => {
    const entry = places.of(ref)
    const room = places.room(entry, now, accounts)
    places.reserve(entry, now, room)
    for (let nth = 0; nth < room; nth += 1) places.take(entry, now)
    return room
  })
}

function makeWell(places: EndpointPlaces, refs: { accountId: string; endpointId: string }[]): void {
  for (const ref of refs) {
    const entry = places.of(ref)
    for (let nth = 0; nth < 100; nth += 1) places.take(entry, T0)(T0 + 1, OK)
  }
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
const many = (account: string, count: number) => Array.from({ length: count }, (_, nth) => id(account, nth))

test('endpoints that nobody knows share a quarter of all places, however many there are', () => {
  const places = new EndpointPlaces(TOTAL)
  const refs = Array.from({ length: 500 }, (_, nth) => id(`account ${nth}`, nth))
  expect(sum(fill(places, refs, T0))).toBe(TOTAL / 4)
  expect(sum(fill(places, refs, T0))).toBe(0)
})

test('while hanging endpoints hold all that they may, one that is well has its places', () => {
  const places = new EndpointPlaces(TOTAL)
  const well = id('well', 1)
  makeWell(places, [well])
  const hanging = Array.from({ length: 500 }, (_, nth) => id(`account ${nth}`, nth))
  for (const ms of [0, 1_000, 3_000, 6_000]) fill(places, hanging, T0 + ms)
  places.count(T0 + 6_000)
  expect(places.room(places.of(well), T0 + 6_000, 501)).toBeGreaterThanOrEqual(32)
})

test('endpoints that were well and hang now take no more once they are slow', () => {
  const places = new EndpointPlaces(TOTAL)
  const refs = Array.from({ length: 10 }, (_, nth) => id(`account ${nth}`, nth))
  makeWell(places, refs)
  const taken = sum(fill(places, refs, T0))
  expect(taken).toBeGreaterThan(TOTAL / 4)
  expect(sum(fill(places, refs, T0 + 3_000))).toBe(0)
})

test('an account that is alone leaves a quarter free; with others it has its share alone', () => {
  const alone = new EndpointPlaces(TOTAL)
  makeWell(alone, many('big', 50))
  expect(sum(fill(alone, many('big', 50), T0))).toBe(750)
  const shared = new EndpointPlaces(TOTAL)
  const refs = [...many('big', 50), ...many('small', 10)]
  makeWell(shared, refs)
  const given = fill(shared, refs, T0)
  expect(sum(given.slice(0, 50))).toBe(375)
  expect(sum(given.slice(50))).toBe(375)
})

test('an account whose new or hanging endpoints fill their quarter leaves some of it to those of others', () => {
  const places = new EndpointPlaces(TOTAL)
  const hanging = many('hostile', 500)
  for (const ms of [0, 1_000, 3_000, 6_000]) fill(places, hanging, T0 + ms)
  const hoped = [id('other', 1), id('another', 1)]
  const [first = 0, second = 0] = fill(places, hoped, T0 + 6_000)
  expect(Math.min(first, second)).toBeGreaterThan(0)
  const failing = many('failing', 2)
  for (const ref of failing) places.take(places.of(ref), T0)(T0 + 1, { ok: false, statusCode: 500, durationMs: 5 })
  expect(Math.min(...fill(places, failing, T0 + 9_000))).toBeGreaterThan(0)
})

test('wave after wave of new endpoints that hang takes half of all places and no more', () => {
  const places = new EndpointPlaces(TOTAL)
  let taken = 0
  for (let wave = 0; wave < 8; wave += 1) {
    const fresh = Array.from({ length: 200 }, (_, nth) => id(`account ${nth}`, wave))
    taken += sum(fill(places, fresh, T0 + wave * 2_500))
  }
  expect(taken).toBe(TOTAL / 2)
})

test('what is given back can be taken again, and what was idle for long is forgotten', () => {
  const places = new EndpointPlaces(TOTAL)
  const entry = places.of(id('one', 1))
  const giveBack = places.take(entry, T0)
  places.forget(T0 + 3_600_000)
  expect(places.of(id('one', 1))).toBe(entry)
  giveBack(T0, OK)
  places.forget(T0 + 3_600_000)
  expect(places.of(id('one', 1))).not.toBe(entry)
})
