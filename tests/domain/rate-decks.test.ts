/** Published prices come in decks: whole or not at all, never into the past. */
import { beforeEach, describe, expect, test } from 'vitest'
import { AREA_CODES, countryOfAreaCode } from '#domain/numbers/area-codes.ts'
import { TOLL_FREE_CODES } from '#domain/numbers/nanp.ts'
import { importDeck, previewDeck } from '#domain/rates/import-deck.ts'
import { listImports } from '#domain/rates/list-imports.ts'
import { readCards } from '#domain/rates/read-cards.ts'
import { DAY_MS, now, withClockAt } from '#lib/time.ts'
import { ask } from '#tests/support/books.ts'

const HEAD = 'direction,number_type,destination,from_parts,part,surcharge,effective_from'
const inDays = (days: number) => new Date(now().getTime() + days * DAY_MS).toISOString().slice(0, 10)
const DAY = inDays(10)

function deck(...lines: string[]) {
  return { name: 'deck.csv', bytes: Buffer.from([HEAD, ...lines].join('\n')) }
}
const stored = () => ask('select * from rates order by id')
const said = async (...lines: string[]) => (await previewDeck(deck(...lines))).problems.map(({ problem }) => problem)

let before: unknown[]
beforeEach(async () => {
  before = await stored()
})

test('every area code is in the group of destinations that its country is in', async () => {
  const rows = await ask<{ npa: string; destination: string }>('select npa, destination from destinations order by npa')
  const expected = [...AREA_CODES, ...TOLL_FREE_CODES].flatMap((npa) => {
    const country = countryOfAreaCode(npa) ?? 'US'
    return country === 'US' || country === 'CA' ? [{ npa, destination: country.toLowerCase() }] : []
  })
  expect(rows).toEqual(expected.sort((one, other) => (one.npa < other.npa ? -1 : 1)))
})

describe('a preview', () => {
  test('tells of each line whether it is new, dearer, cheaper or the same, and changes nothing', async () => {
    const { changes, problems } = await previewDeck(
      deck(
        `outbound,long code,any,0,0.0045,,${DAY}`,
        `outbound,long code,any,100000,0.0030,,${DAY}`,
        `outbound,toll_free,any,0,0.0055,,${DAY}`,
        `outbound,longcode,ca,0,0.0090,0.001,${DAY}`,
      ),
    )
    expect(problems).toEqual([])
    expect(changes.map(({ change, permille, untilParts, isFirst }) => [change, permille, untilParts, isFirst])).toEqual(
      [
        ['dearer', 125n, 100_000n, false],
        ['cheaper', 250n, null, false],
        ['same', 0n, null, false],
        ['dearer', 1_500n, null, true],
      ],
    )
    expect(await stored()).toEqual(before)
  })

  test('compares a later card of the deck with the one before it in the same deck', async () => {
    const { changes } = await previewDeck(
      deck(`outbound,longcode,any,0,0.0080,,${DAY}`, `outbound,longcode,any,0,0.0100,,${inDays(20)}`),
    )
    expect(changes.map(({ change, permille }) => [change, permille])).toEqual([
      ['dearer', 1_000n],
      ['dearer', 250n],
    ])
  })

  test('refuses what leaves volumes without a price, or with two, and says on which line', async () => {
    const head = 'direction,number_type,destination,from_parts,until_parts,part,effective_from'
    const of = async (...lines: string[]) =>
      (await previewDeck({ name: 'd.csv', bytes: Buffer.from([head, ...lines].join('\n')) })).problems
    expect(await of(`outbound,longcode,any,5,,0.1,${DAY}`)).toMatchObject([
      { line: 2, problem: expect.stringContaining('first 5 parts') },
    ])
    const from = (from: number, until: string) => `outbound,longcode,us,${from},${until},0.1,${DAY}`
    expect(await of(from(0, '10'), from(20, ''))).toMatchObject([
      { line: 2, problem: expect.stringContaining('gap: no price from 10 to 20') },
    ])
    expect(await of(from(0, '30'), from(20, ''))).toMatchObject([
      { line: 2, problem: expect.stringContaining('overlap: from 20 to 30') },
    ])
    expect(await of(from(0, ''), from(0, ''))).toMatchObject([
      { line: 3, problem: expect.stringContaining('on line 2 as well') },
    ])
    expect(await of(from(0, '10'))).toMatchObject([
      { line: 2, problem: expect.stringContaining('no price from 10 parts on') },
    ])
  })

  test('refuses a moment that has passed, and one that is nobody’s plan', async () => {
    expect(await said(`outbound,longcode,any,0,0.1,,${inDays(-1)}`)).toEqual([expect.stringContaining('has passed')])
    expect(await said(`outbound,longcode,any,0,0.1,,${inDays(1000)}`)).toEqual([
      expect.stringContaining('check the year'),
    ])
    const soon = '2027-03-01T08:00Z'
    await withClockAt(new Date('2027-03-01T07:59:30Z'), async () =>
      expect(await said(`outbound,longcode,any,0,0.1,,${soon}`)).toEqual([
        expect.stringContaining('less than a minute'),
      ]),
    )
    expect(await said('outbound,longcode,any,0,0.1,,2027-02-30')).toEqual([expect.stringContaining('must be a day')])
    expect(await said('outbound,longcode,any,0,0.1,,')).toEqual([expect.stringContaining('effective_from is empty')])
  })

  test.each(['0.1+0.2', 'NaN', '1e309', '-0.004', '0,004', '9007199254740993', '0.0000000001', ''])(
    'refuses “%s” as a price',
    async (part) => {
      expect(await said(`outbound,longcode,any,0,"${part}",,${DAY}`)).toEqual([expect.stringMatching(/^part /)])
    },
  )

  test('refuses another direction, type or place, tiers of inbound, and two surcharges of one card', async () => {
    expect(
      await said(
        `sideways,longcode,any,0,0.1,,${DAY}`,
        `outbound,short_code,any,0,0.1,,${DAY}`,
        `outbound,longcode,mars,0,0.1,,${DAY}`,
        `inbound,longcode,any,100,0.1,,${DAY}`,
      ),
    ).toEqual(['direction', 'number type', 'destination', 'no tiers'].map((word) => expect.stringContaining(word)))
    expect(await said(`outbound,longcode,any,0,0.1,0.01,${DAY}`, `outbound,longcode,any,9,0.1,0.02,${DAY}`)).toEqual([
      expect.stringContaining('surcharge'),
    ])
    expect((await previewDeck({ name: 'd.csv', bytes: Buffer.from('price\n1') })).problems).toMatchObject([{ line: 1 }])
  })
})

describe('an import', () => {
  test('stores nothing where one line of many is wrong', async () => {
    const { problems } = await importDeck(
      deck(`outbound,longcode,us,0,0.1,,${DAY}`, 'outbound,longcode,ca,0,oops,,'),
      'ops',
    )
    expect(problems).toMatchObject([{ line: 3 }])
    expect(await stored()).toEqual(before)
    expect(await listImports()).toEqual([])
  })

  test('publishes a card that is announced until its day, then takes the place of the one before, and notes who brought it in', async () => {
    await importDeck(
      deck(`outbound,longcode,any,0,0.0060,0.001,${DAY}`, `outbound,longcode,any,1000,0.0050,0.001,${DAY}`),
      'ops',
    )
    const { cards, announced } = await readCards()
    const isIt = (one: { direction: string; numberKind: string; destination: string }) =>
      `${one.direction} ${one.numberKind} ${one.destination}` === 'outbound longcode any'
    expect(cards.filter(isIt)).toMatchObject([{ tiers: [{ partNanos: 4_000_000n }] }])
    expect(announced.filter(isIt)).toMatchObject([{ tiers: [{ partNanos: 6_000_000n }, { partNanos: 5_000_000n }] }])
    const later = await withClockAt(new Date(`${DAY}T00:00:01Z`), readCards)
    expect(later.cards.filter(isIt)).toMatchObject([{ tiers: [{ untilParts: 1_000n }, { fromParts: 1_000n }] }])
    expect(later.surcharges).toMatchObject([{ partNanos: 1_000_000n }])
    expect(await listImports()).toMatchObject([{ importedBy: 'ops', fileName: 'deck.csv', lines: 2 }])
  })

  test('of a moment that is announced replaces the announcement; rows that are in force stay untouched', async () => {
    const { changes } = await importDeck(deck(`outbound,longcode,any,0,0.0042,,${DAY}`), 'ops')
    expect(changes).toMatchObject([{ replaces: true, change: 'dearer', permille: 300n, surchargeNanos: 1_000_000n }])
    const rows = await ask('select part_nanos::text as part from rates where effective_from = $1', [`${DAY}T00:00:00Z`])
    expect(rows).toEqual([{ part: '4200000' }])
  })
})
