/** The price is fixed when a message is accepted, by the card that holds then, at the tier that the month has come to. */
import { beforeEach, expect, test } from 'vitest'
import { destinationOf } from '#domain/rates/destination-of.ts'
import { readPrices } from '#domain/rates/read-prices.ts'
import { readVolume } from '#domain/rates/read-volume.ts'
import { newId } from '#lib/ids.ts'
import { now, withClockAt } from '#lib/time.ts'
import { makeAccount, PART_NANOS, sandboxLink, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { accept } from '#tests/support/road.ts'

type Tier = { destination?: string; from?: number; until?: number | null; nanos: number; at?: Date }

let account: TestAccount
beforeEach(async () => {
  account = await makeAccount({ dollars: '1000' })
})

/** The account's own, so that no other test of this file is touched. */
async function own({ destination = 'any', from = 0, until = null, nanos, at = new Date(0) }: Tier): Promise<void> {
  await ask(
    `insert into account_rates (account_id, id, direction, number_kind, destination, from_parts, until_parts, part_nanos, effective_from)
     values ($1, $2, 'outbound', 'longcode', $3, $4, $5, $6, $7)`,
    [account.scope.accountId, newId(), destination, from, until, nanos, at],
  )
}
type Priced = { part: string; surcharge: string; price: string; parts: number; destination: string }
async function pricesOf(ids: string[]): Promise<Priced[]> {
  return ask(
    `select part_nanos::text as part, surcharge_nanos::text as surcharge, price_nanos::text as price, parts, destination
     from messages where account_id = $1 and id = any($2) order by id`,
    [account.scope.accountId, ids],
  )
}
const priceOf = async (fields: Record<string, unknown> = {}) => (await pricesOf([await accept(account, fields)]))[0]

test('a destination with a card of its own costs that; the account’s own card goes before every published one', async () => {
  await ask(
    `insert into rates (id, direction, number_kind, destination, part_nanos, effective_from) values ($1, 'outbound', 'longcode', 'other', 9000000, now() - interval '1 day')`,
    [newId()],
  )
  expect(await priceOf({ to: '+12685550101' })).toMatchObject({ part: '9000000', destination: 'other' })
  expect(await priceOf({ to: '+14165550101' })).toMatchObject({ part: String(PART_NANOS), destination: 'ca' })
  await own({ nanos: 3_000_000 })
  expect(await priceOf({ to: '+12685550101' })).toMatchObject({ part: '3000000' })
  await own({ destination: 'other', nanos: 8_000_000 })
  expect(await priceOf({ to: '+12685550101' })).toMatchObject({ part: '8000000' })
})

test('a crowd that crosses a tier pays the first price up to it and the second beyond: each message whole', async () => {
  await own({ from: 0, until: 10, nanos: 4_000_000 })
  await own({ from: 10, nanos: 1_000_000 })
  const two = 'x'.repeat(161)
  const prices = await pricesOf(await Promise.all(Array.from({ length: 12 }, () => accept(account, { body: two }))))
  expect(prices.filter(({ price }) => price === '8000000')).toHaveLength(5)
  expect(prices.filter(({ price }) => price === '2000000')).toHaveLength(7)
})

test('the volume begins anew with the month of the account’s zone, not with that of UTC', async () => {
  await own({ from: 0, until: 1, nanos: 4_000_000 })
  await own({ from: 1, nanos: 1_000_000 })
  // Los Angeles: December begins at 08:00 UTC.
  const at = (moment: string) => withClockAt(new Date(moment), async () => (await priceOf())?.part)
  expect(await at('2026-12-01T06:00:00Z')).toBe('4000000')
  expect(await at('2026-12-01T07:59:59Z')).toBe('1000000')
  expect(await at('2026-12-01T08:00:00Z')).toBe('4000000')
})

test('what the carrier asks on top is per part, of its link before any link', async () => {
  const link = await sandboxLink()
  const surcharge = (linkId: string | null, nanos: number) =>
    ask(
      `insert into surcharges (id, link_id, direction, number_kind, destination, part_nanos, effective_from) values ($1, $2, 'outbound', 'longcode', 'ca', $3, now() - interval '1 day')`,
      [newId(), linkId, nanos],
    )
  await surcharge(null, 500_000)
  const fields = { to: '+14165550102', body: 'x'.repeat(161) }
  expect(await priceOf(fields)).toMatchObject({ surcharge: '500000', price: '9000000' })
  await surcharge(link.id, 2_000_000)
  expect(await priceOf(fields)).toMatchObject({ part: '4000000', surcharge: '2000000', price: '12000000' })
  expect(await priceOf({ to: '+12065550102' })).toMatchObject({ surcharge: '0' })
})

test('a price that changes while messages run counts for those accepted from then on, and for none before', async () => {
  const change = new Date(now().getTime() + 60_000)
  await own({ nanos: 4_000_000 })
  await own({ nanos: 7_000_000, at: change })
  const before = await Promise.all(Array.from({ length: 5 }, () => accept(account)))
  const after = await withClockAt(change, () => Promise.all(Array.from({ length: 5 }, () => accept(account))))
  expect(new Set((await pricesOf(before)).map(({ part }) => part))).toEqual(new Set(['4000000']))
  expect(new Set((await pricesOf(after)).map(({ part }) => part))).toEqual(new Set(['7000000']))
})

test('what the pages say the next part costs is what the next message is charged, in every destination and tier', async () => {
  await own({ from: 0, until: 2, nanos: 5_000_000 })
  await own({ from: 2, nanos: 2_500_000 })
  for (const to of ['+12065550103', '+14165550103', '+12685550103']) {
    const prices = await readPrices(account.scope)
    const place = { direction: 'outbound', numberKind: 'longcode', destination: destinationOf(to) }
    const told = prices.find((one) =>
      Object.entries(place).every(([name, value]) => one[name as keyof typeof one] === value),
    )
    expect(told?.isOwn).toBe(true)
    expect((await priceOf({ to }))?.price).toBe(String(told?.partNanos))
  }
  expect((await readVolume(account.scope)).thisMonth).toBe(3n)
})
