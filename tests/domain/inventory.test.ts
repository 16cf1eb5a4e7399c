import { beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '#domain/access/scope.ts'
import { findSubstitutes } from '#domain/inventory/find-substitutes.ts'
import { numbersOf, searchBlocks } from '#domain/inventory/search-blocks.ts'
import { type StockCursor, type StockOrder, searchInventory } from '#domain/inventory/search-inventory.ts'
import type { StockFilter } from '#domain/inventory/stock-filter.ts'
import { reserveNumbers } from '#domain/numbers/reserve-numbers.ts'
import { planStock } from '#prisma/seed/plan-stock.ts'
import { makeAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { addMember } from '#tests/support/member.ts'
import { fictionOf, stock } from '#tests/support/stock-rows.ts'

const DOLLAR = 1_000_000_000n
let scope: Scope
let other: Scope

beforeAll(async () => {
  scope = (await makeAccount({ longcodes: 0 })).scope
  other = (await makeAccount({ longcodes: 0 })).scope
  const seattle = { state: 'wa', city: 'Seattle', rateCenter: 'seattle' }
  const row = (e164: string, at: number, count: number) => ({ e164, run: Math.min(count - at, 100) })
  await stock(
    ...fictionOf('206', 0, 40).map((e164, at) => ({ ...row(e164, at, 40), ...seattle })),
    ...fictionOf('564', 70, 3).map((e164, at) => ({ ...row(e164, at, 3), ...seattle, monthly: 3n * DOLLAR })),
    ...fictionOf('509', 70, 8).map((e164, at) => ({ ...row(e164, at, 8), state: 'wa', city: 'Spokane' })),
    ...fictionOf('212', 77, 1).map((e164) => ({ e164, state: 'ny', city: 'New York', monthly: 9n * DOLLAR })),
    ...fictionOf('888', 77, 1).map((e164) => ({ e164, kind: 'toll_free' as const, monthly: 2n * DOLLAR })),
  )
})

const find = async (filter: StockFilter, order: StockOrder = 'number') =>
  (await searchInventory(scope, { filter, order, limit: 100 })).rows.map(({ e164 }) => e164)

describe('a search', () => {
  test.each<[StockFilter, number]>([
    [{}, 53],
    [{ city: 'seattle' }, 43],
    [{ city: 'SEATTLE', endsWith: '71' }, 1],
    [{ state: 'wa', areaCode: '509' }, 8],
    [{ rateCenter: 'seattle', areaCode: '564' }, 3],
    [{ kind: 'toll_free' }, 1],
    [{ country: 'US', kind: 'toll_free' }, 0],
    [{ startsWith: '206' }, 40],
    [{ startsWith: '1206555013' }, 10],
    [{ contains: '5550139' }, 1],
    [{ endsWith: '77' }, 3],
    [{ letters: '1-509-JJK-0' }, 8],
    [{ exchange: '555', maxMonthlyNanos: 2n * DOLLAR }, 49],
    [{ exchange: '749' }, 0],
  ])('for %o finds %i', async (filter, count) => {
    expect(await find(filter)).toHaveLength(count)
  })

  test.each<StockOrder>(['number', 'price'])('by %s leads there and back, each number exactly once', async (order) => {
    const all = await find({}, order)
    const walk = async (way: 'next' | 'previous', from: StockCursor | null) => {
      const seen: string[] = []
      for (let cursor = from, isFirst = true; isFirst || cursor; isFirst = false) {
        const page = await searchInventory(scope, {
          filter: {},
          order,
          limit: 7,
          [way === 'next' ? 'after' : 'before']: cursor,
        })
        const numbers = page.rows.map(({ e164 }) => e164)
        seen.splice(way === 'next' ? seen.length : 0, 0, ...numbers)
        cursor = page[way]
      }
      return seen
    }
    expect(await walk('next', null)).toEqual(all)
    const [last] = (await searchInventory(scope, { filter: {}, order, limit: 100 })).rows.slice(-1)
    expect(await walk('previous', last ?? null)).toEqual(all.slice(0, -1))
  })

  test('by price puts the cheapest first', async () => {
    expect((await find({}, 'price')).slice(-5)).toEqual(['+18885550177', ...fictionOf('564', 70, 3), '+12125550177'])
  })

  test('what somebody holds is not shown to others, and to them it is theirs', async () => {
    const [e164 = ''] = fictionOf('212', 77, 1)
    await reserveNumbers(other, [e164])
    expect(await find({ areaCode: '212' })).toEqual([])
    const [own] = (await searchInventory(other, { filter: { areaCode: '212' } })).rows
    expect(own).toMatchObject({ e164, isReserved: true })
    await ask('update inventory set reserved_by = null, reserved_until = null where e164 = $1', [e164])
  })

  test('every member may look', async () => {
    const { scope: reader } = await addMember({ scope }, 'read_only')
    expect((await searchInventory(reader, { filter: {} })).rows).toHaveLength(25)
  })
})

describe('blocks', () => {
  test('follow one another, do not overlap, and cost what all of them cost', async () => {
    const { blocks, next } = await searchBlocks(scope, { filter: {}, size: 8 })
    expect(next).toBeNull()
    expect(blocks.map(({ first, last }) => [first.e164, last])).toEqual([
      ...[0, 8, 16, 24, 32].map((at) => fictionOf('206', at, 8)).map((block) => [block[0], block[7]]),
      ['+15095550170', '+15095550177'],
    ])
    expect(blocks[0]).toMatchObject({ setupNanos: 8n * DOLLAR, monthlyNanos: 10n * DOLLAR })
    expect(blocks.flatMap(numbersOf).slice(0, 40)).toEqual(fictionOf('206', 0, 40))
  })

  test('are not offered with a hole in them: sold and held numbers end a block', async () => {
    const [sold = '', held = ''] = [...fictionOf('206', 9, 1), ...fictionOf('206', 25, 1)]
    await ask('delete from inventory where e164 = $1', [sold])
    await reserveNumbers(other, [held])
    const { blocks } = await searchBlocks(scope, { filter: { areaCode: '206' }, size: 8 })
    expect(blocks.map(({ first }) => first.e164.slice(-2))).toEqual(['00', '10', '26'])
    await ask('update inventory set reserved_by = null, reserved_until = null where e164 = $1', [held])
    await stock({ e164: sold, state: 'wa', city: 'Seattle', rateCenter: 'seattle', run: 31 })
  })

  test('come in pages that do not overlap either', async () => {
    const first = await searchBlocks(scope, { filter: { city: 'Seattle' }, size: 2 })
    const second = await searchBlocks(scope, { filter: { city: 'Seattle' }, size: 2, after: first.next })
    const numbers = [...first.blocks, ...second.blocks].flatMap(numbersOf)
    expect([first.blocks.length, new Set(numbers).size]).toEqual([10, numbers.length])
  })
})

describe('when nothing fits', () => {
  const substitutes = async (filter: StockFilter, block: number | null = null) =>
    (await findSubstitutes(scope, { filter, block })).map(({ why, rows, blocks }) => [
      why,
      [...rows, ...blocks.map(({ first }) => first)].map(({ e164 }) => e164),
    ])

  test('what comes close is offered, nearest first, each with what was given up', async () => {
    expect(await substitutes({ areaCode: '206', endsWith: '77' })).toEqual([
      ['Anywhere in Washington', ['+15095550177']],
      ['In any place', ['+12125550177', '+18885550177']],
    ])
    expect(await substitutes({ areaCode: '206', endsWith: '172' })).toEqual([
      ['Other area codes of Seattle', ['+15645550172']],
      ['Anywhere in Washington', ['+15095550172']],
    ])
    expect(await substitutes({ areaCode: '564' }, 5)).toEqual([
      ['Other area codes of Seattle', ['+12065550100', '+12065550105', '+12065550110']],
      ['Anywhere in Washington', ['+12065550115', '+12065550120', '+12065550125']],
      ['Shorter blocks, 2 in a row', ['+15645550170']],
    ])
    expect(await substitutes({ city: 'Spokane', maxMonthlyNanos: DOLLAR })).toContainEqual([
      'Dearer than $1.00 a month',
      fictionOf('509', 70, 5),
    ])
  })

  test('and where nothing comes close, nothing is offered', async () => {
    expect(await substitutes({ city: 'Nowhere' })).toEqual([])
  })
})

test('a development stock has exactly its size, the fiction of every area code, no owned number, and is the same each time', () => {
  const owned = new Set(['+12065550142'])
  const [one, again] = [planStock(50_000, 7, owned), planStock(50_000, 7, owned)]
  const numbers = one.flatMap(({ areaCode, exchange, lines }) =>
    lines.map((line) => `+1${areaCode}${exchange}${String(line).padStart(4, '0')}`),
  )
  expect([numbers.length, new Set(numbers).size, numbers.includes('+12065550142')]).toEqual([50_000, 50_000, false])
  expect(new Set(numbers.map((e164) => e164.slice(2, 5))).size).toBe(448)
  for (const areaCode of ['206', '876', '800']) expect(numbers).toContain(`+1${areaCode}5550177`)
  expect(again).toEqual(one)
})
