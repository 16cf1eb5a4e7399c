/** The list of own numbers: what is found, and what finding it reads of an account with 72,000. Counted in rows, never in seconds. */
import { beforeAll, describe, expect, test } from 'vitest'
import { addNumber } from '#domain/numbers/add-number.ts'
import { changeNumber } from '#domain/numbers/change-number.ts'
import { listOwnNumbers, matchesFor, PAGE_SIZE } from '#domain/numbers/list-own-numbers.ts'
import { listTags } from '#domain/numbers/list-tags.ts'
import { NO_FILTER, type OwnNumberFilter } from '#domain/numbers/number-filter.ts'
import { COUNT_LIMIT } from '#domain/numbers/own-number-rows.ts'
import { countQuery, type Order, pageQuery, trafficQuery } from '#domain/numbers/own-numbers.sql.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { tenantTransaction } from '#lib/db.ts'
import { makeAccount, type TestAccount, takeNumbers } from '#tests/support/account.ts'
import { giveManyNumbers } from '#tests/support/many-numbers.ts'

const URL = 'https://hooks.harbor.example/sms'
const filter = (is: Partial<OwnNumberFilter>) => ({ ...NO_FILTER, ...is })

async function found({ scope }: TestAccount, is: Partial<OwnNumberFilter>): Promise<string[]> {
  return (await listOwnNumbers(scope, { filter: filter(is), order: 'number' })).rows.map((row) => row.e164)
}

describe('what is looked for is found', () => {
  let account: TestAccount
  let [desk, berlin, plain, tollFree]: string[] = []

  beforeAll(async () => {
    account = await makeAccount({ longcodes: 0, tollFree: 1 })
    tollFree = account.from
    ;[desk = '', berlin = '', plain = ''] = takeNumbers('longcode', 3)
    await addNumber(account.scope, { e164: desk, alias: 'Front Desk', state: 'wa', rateCenter: 'seattle' })
    for (const e164 of [berlin, plain]) await addNumber(account.scope, { e164 })
    await changeNumber(account.scope, { e164: berlin, tags: 'Berlin; night shift' })
  })

  test.each(['front', 'DESK', 'seattle'])('“%s”, a part of a name or a place in any case', async (q) => {
    expect(await found(account, { q })).toEqual([desk])
  })

  test('a tag, by its filter and in the one box', async () => {
    expect(await found(account, { q: 'night' })).toEqual([berlin])
    expect(await found(account, { tag: 'night shift' })).toEqual([berlin])
    expect(await listTags(account.scope)).toEqual(['berlin', 'night shift'])
  })

  test('digits, however they are written, at any place of the number', async () => {
    const [, area, last] = /^\+1(\d{3})555(\d{4})$/.exec(plain ?? '') ?? []
    for (const q of [plain ?? '', `(${area}) 555-${last}`, `${last}`, `5${last}`, `${area} 555 ${last}`])
      expect(await found(account, { q }), q).toEqual([plain])
  })

  test('what nobody wrote is nowhere, and signs of a pattern are only signs', async () => {
    for (const q of ['%', '_', '\\', "'", 'zzz', '999999']) expect(await found(account, { q }), q).toEqual([])
  })

  test('kinds, and whose URL is in force', async () => {
    expect(await found(account, { type: 'toll_free' })).toEqual([tollFree])
    const all = [desk, berlin, plain, tollFree].sort()
    expect(await found(account, { url: 'none' })).toEqual(all)
    await setRequestUrl(account.scope, { e164: desk ?? '', kind: 'sms_callback', url: URL })
    expect(await found(account, { url: 'number' })).toEqual([desk])
    expect(await found(account, { url: 'none' })).toEqual(all.filter((one) => one !== desk))
    await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: URL })
    expect(await found(account, { url: 'account' })).toEqual(all.filter((one) => one !== desk))
    expect(await found(account, { url: 'none' })).toEqual([])
  })

  test('nothing of another account', async () => {
    const other = await makeAccount({ longcodes: 0 })
    expect(await found(other, { q: desk ?? '' })).toEqual([])
    expect(await listTags(other.scope)).toEqual([])
  })
})

describe('of an account with 72,000 numbers', () => {
  let account: TestAccount
  beforeAll(async () => {
    account = await makeAccount({ longcodes: 0 })
    await giveManyNumbers(account)
  })

  test.each(['number', 'newest'] as Order[])(
    'pages follow one another by %s and back again, each number once',
    async (order) => {
      const { scope } = account
      const first = await listOwnNumbers(scope, { filter: NO_FILTER, order })
      const second = await listOwnNumbers(scope, { filter: NO_FILTER, order, after: first.next })
      const back = await listOwnNumbers(scope, { filter: NO_FILTER, order, before: second.previous })
      const seen = [...first.rows, ...second.rows].map((row) => row.e164)
      expect(new Set(seen).size).toBe(2 * PAGE_SIZE)
      const sorted = order === 'number' ? seen.toSorted() : seen.toSorted().toReversed()
      expect(seen).toEqual(sorted)
      expect(back).toEqual(first)
      expect([first.previous, first.count]).toEqual([null, COUNT_LIMIT + 1])
    },
  )

  test.each(['x', '12065550142x', '2026-02-31T00:00:00.000000Z_12065550142', '9'.repeat(40)])(
    'a place that is none (%s) begins at the start',
    async (after) => {
      const order = after.includes('_') ? 'newest' : 'number'
      const page = await listOwnNumbers(account.scope, { filter: NO_FILTER, order, after })
      expect(page.previous).toBeNull()
    },
  )

  test('a page reads a page, wherever it stands; a number that is named is one probe', async () => {
    const cursor = { e164: '+15755550142', at: '2026-01-01T15:00:00.000000Z' }
    for (const order of ['number', 'newest'] as const)
      for (const backwards of [false, true])
        expect(await rowsRead(page({}, order, { cursor, backwards })), order).toBeLessThanOrEqual(PAGE_SIZE + 1)
    expect(await rowsRead(page({ q: '(575) 555-0142' }))).toBe(1)
    expect(await rowsRead(page({ url: 'none' }))).toBeLessThanOrEqual(PAGE_SIZE + 1)
  })

  test('counting stops at the cap, and traffic is asked of the shown numbers alone', async () => {
    expect(await rowsRead(countQuery(matchesFor(account.scope, NO_FILTER)))).toBe(COUNT_LIMIT + 1)
    const shown = ['+15755550142', '+15755550143']
    const plan = await explain(trafficQuery(account.scope.accountId, shown, new Date(0)))
    expect(JSON.stringify(plan)).toContain('message_rollups_number')
  })

  test('the rarest search walks over the account’s own numbers once, and over nobody else’s', async () => {
    expect(await rowsRead(page({ q: 'zzz' }))).toBe(72_000)
    expect(await rowsRead(page({ tag: 'nobody has this' }))).toBe(72_000)
  })

  const page = (
    is: Partial<OwnNumberFilter>,
    order: Order = 'number',
    at: Partial<Parameters<typeof pageQuery>[1]> = {},
  ) =>
    pageQuery(matchesFor(account.scope, filter(is)), {
      order,
      cursor: null,
      backwards: false,
      limit: PAGE_SIZE + 1,
      ...at,
    })

  type Plan = {
    'Relation Name'?: string
    'Actual Rows': number
    'Actual Loops': number
    'Rows Removed by Filter'?: number
    Plans?: Plan[]
  }

  async function explain({ text, values }: { text: string; values: unknown[] }): Promise<Plan> {
    const [row] = await tenantTransaction(account.scope.accountId, (tx) =>
      tx.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`explain (analyze, timing off, format json) ${text}`, values),
    )
    if (!row) throw new Error('no plan')
    return row['QUERY PLAN'][0].Plan
  }

  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

  async function rowsRead(query: { text: string; values: unknown[] }): Promise<number> {
    const read = nodes(await explain(query)).filter((one) => one['Relation Name'] === 'numbers')
    return read.reduce(
      (sum, one) => sum + (one['Actual Rows'] + (one['Rows Removed by Filter'] ?? 0)) * one['Actual Loops'],
      0,
    )
  }
})
