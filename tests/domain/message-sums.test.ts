/** What a list adds up to is what its messages say, to the nanodollar, whichever way it is answered. */
import { beforeAll, expect, test, vi } from 'vitest'
import { transition } from '#domain/messages/transition.ts'
import { COST } from '#domain/reports/message-columns.ts'
import { type MessageFilter, readMessageFilter } from '#domain/reports/message-filter.ts'
import { relayTexts } from '#domain/reports/relay-texts.ts'
import { relayTotals } from '#domain/reports/relay-totals.ts'
import { countMessages, sumMessages } from '#domain/reports/sum-messages.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { tenantTransaction } from '#lib/db.ts'
import { HOUR_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount, newConsumer, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { accept, answer, bring, claim, inbound, newCarrierId, outcome, receipt } from '#tests/support/road.ts'
import { withTestKey } from '#tests/support/test-key.ts'

const FATES = ['accepted', 'canceled', 'delivered', 'expired', 'received', 'rejected', 'undelivered']

let account: TestAccount
let byTest: TestAccount
let consumer: string

/** Of every fate there is: waiting, taken, delivered, failed, refused, expired; held and received; of our own numbers to each other; of a test key. */
beforeAll(async () => {
  account = await makeAccount({ longcodes: 2, tollFree: 1 })
  byTest = await withTestKey(account)
  consumer = newConsumer()
  const [first = '', second = ''] = account.numbers
  const start = now()
  for (const hours of [70, 30, 26, 5, 1, 0]) {
    await withClockAt(new Date(start.getTime() - hours * HOUR_MS), async () => {
      for (const from of account.numbers) {
        await accept(account, { from, to: consumer, body: 'a'.repeat(9 * (1 + hours)) })
        await accept(account, { from, to: second })
        await accept(byTest, { from, to: consumer })
      }
      const carrierIds: string[] = []
      await answer(account, await claim(account, 6), (_, part) => {
        if (hours === 26) return outcome.rejected()
        carrierIds.push(newCarrierId())
        return part > 0 ? outcome.accepted(carrierIds.at(-1) ?? '') : outcome.unsent()
      })
      await bring(...carrierIds.map((id, at) => receipt(account, id, { state: at % 3 ? 'delivered' : 'undelivered' })))
      await bring(inbound(account, { from: first, to: second }), inbound(account, { from: consumer, to: first }))
    })
    if (hours === 26)
      await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/' })
    if (hours === 5) await relayTotals(7)
    if (hours === 1) {
      const { accountId } = account.scope
      const [one = '', other = ''] = [await accept(account), await accept(account)]
      const moves = [
        { id: one, to: 'expired' },
        { id: other, to: 'canceled' },
      ] as const
      await tenantTransaction(accountId, (tx) => transition(tx, accountId, moves))
    }
  }
})

const naive = async (filter: MessageFilter, condition: string, values: unknown[] = []) => {
  const since = new Date(Math.floor((now().getTime() - 7 * 24 * HOUR_MS) / HOUR_MS) * HOUR_MS)
  expect(filter.range).toBe('7d')
  const [row] = await ask<{ messages: number; parts: number; cost: string }>(
    `select count(*)::int as messages, coalesce(sum(parts), 0)::int as parts,
       coalesce(sum(case when m.is_test then 0 else ${COST} end), 0)::text as cost
     from messages m where m.account_id = $1 and m.accepted_at >= $2 and (${condition})`,
    [account.scope.accountId, since, ...values],
  )
  return { messages: row?.messages, parts: row?.parts, costNanos: row?.cost }
}

const week = (given: Record<string, string> = {}) => readMessageFilter({ range: '7d', ...given })

test('sums are exact for every fate, by totals or by messages, with and without a number', async () => {
  await vi.waitFor(async () => {
    await Promise.all([relayTotals(5), relayTotals()])
    expect(await relayTotals()).toBe(0)
    const [{ waiting } = { waiting: 1 }] = await ask<{ waiting: number }>(
      "select count(*)::int as waiting from outbox o, relay_cursors c where c.name = 'totals' and (o.xid, o.id) > (c.xid, c.id)",
    )
    expect(waiting).toBe(0)
  }, 10_000)
  const statuses = await ask('select distinct status from messages where account_id = $1', [account.scope.accountId])
  expect(statuses.map(({ status }) => status).toSorted()).toEqual(FATES)
  const numbers = [...account.numbers, consumer]
  const cases: [MessageFilter, string, unknown[]][] = [
    [week(), 'true', []],
    [week({ direction: 'outbound' }), "m.direction = 'outbound'", []],
    [week({ kind: 'live' }), 'not m.is_test', []],
    [week({ kind: 'test' }), 'm.is_test', []],
    [week({ status: 'rejected' }), "m.status = 'rejected'", []],
    [week({ price: '0' }), `${COST} = 0`, []],
    ...numbers.flatMap((one): [MessageFilter, string, unknown[]][] => [
      [week({ number: one }), '$3 in (m.from_e164, m.to_e164)', [one]],
      [week({ from: one }), 'm.from_e164 = $3', [one]],
      [week({ to: one }), 'm.to_e164 = $3', [one]],
      [week({ from: one, direction: 'outbound' }), "m.from_e164 = $3 and m.direction = 'outbound'", [one]],
      [week({ from: one, direction: 'inbound' }), "m.from_e164 = $3 and m.direction = 'inbound'", [one]],
      [
        week({ to: one, direction: 'inbound', kind: 'live' }),
        "m.to_e164 = $3 and m.direction = 'inbound' and not m.is_test",
        [one],
      ],
    ]),
  ]
  for (const [filter, condition, values] of cases) {
    const truth = await naive(filter, condition, values)
    const { sums, count, isMore } = await sumMessages(account.scope, { filter, zone: 'UTC' })
    expect({ ...sums, count, isMore }, condition + values).toEqual({ ...truth, count: truth.messages, isMore: false })
  }
})

test('a test key sums up what it sees, its own kind, and pays nothing', async () => {
  const { sums } = await sumMessages(byTest.scope, { filter: week(), zone: 'UTC' })
  expect(sums).toEqual({ messages: 18, parts: 18, costNanos: '0' })
})

test('what is more than may be read is said to be more, and not summed up', async () => {
  const filter = week({ parts: '1+' })
  const few = await sumMessages(account.scope, { filter, zone: 'UTC', mostRead: 10 })
  expect(few).toEqual({ count: 10, isMore: true, sums: null })
  expect(await countMessages(account.scope, { filter, zone: 'UTC', mostRead: 10 })).toEqual({ count: 10, isMore: true })
})

test('what an index counts by itself is counted exactly, beyond what is summed up', async () => {
  for (const [filter, condition] of [
    [week({ status: 'delivered,rejected' }), "m.status in ('delivered', 'rejected')"],
    [week({ status: 'delivered' }), "m.status = 'delivered'"],
  ] as const) {
    const truth = await naive(filter, condition, [])
    expect(truth.messages).toBeGreaterThan(1)
    const found = await sumMessages(account.scope, { filter, zone: 'UTC', mostSummed: 1 })
    expect(found, condition).toEqual({ count: truth.messages, isMore: false, sums: null })
  }
  // What a test key does not see is not in its count.
  const filter = week({ status: 'delivered,rejected' })
  const [all, seen] = await Promise.all(
    [account.scope, byTest.scope].map((scope) => sumMessages(scope, { filter, zone: 'UTC', mostSummed: 1 })),
  )
  expect(seen?.count).toBeLessThan(all?.count ?? 0)
})

test('whoever may not read content gets no count by content', async () => {
  await relayTexts()
  const support = { ...account.scope, actor: { kind: 'person', id: 'x', name: 'Sam', role: 'support' } } as const
  const all = await sumMessages(support, { filter: week(), zone: 'UTC' })
  expect(await sumMessages(support, { filter: week({ text: 'hello' }), zone: 'UTC' })).toMatchObject({
    count: all.count,
  })
  const own = await sumMessages(account.scope, { filter: week({ text: 'hello there' }), zone: 'UTC' })
  expect(own.count).toBeLessThan(all.count)
})

test('messages that were accepted together at the turn of an hour are summed up with those of the hour they are listed in', async () => {
  const { scope, ...rest } = await makeAccount()
  const turn = new Date(Math.floor(now().getTime() / HOUR_MS) * HOUR_MS)
  const at = (moment: number) => withClockAt(new Date(moment), () => accept({ scope, ...rest }))
  await Promise.all([...Array(6).fill(turn.getTime() - 1), turn.getTime()].map(at))
  const [late] = await ask(
    'select 1 from messages where account_id = $1 and id < first_id_at($2) and accepted_at >= $2',
    [scope.accountId, turn],
  )
  expect(late, 'together with the next hour').toBeDefined()
  await vi.waitFor(async () => {
    while ((await relayTotals()) > 0);
    const before = readMessageFilter({
      since: '2026-01-01T00:00Z',
      until: `${new Date(turn.getTime() - 1).toISOString().slice(0, 16)}Z`,
    })
    const { sums } = await sumMessages(scope, { filter: before, zone: 'UTC' })
    expect(sums?.messages).toBe(6)
  })
})
