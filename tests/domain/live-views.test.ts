/** Live views of one account share a reader: each is told what its filter asks for and its role may see, and nothing else. */
import pg from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import type { Scope } from '#domain/access/scope.ts'
import { demandLiveRange } from '#domain/reports/demand-live-range.ts'
import { followMessages } from '#domain/reports/follow-messages.ts'
import { takeLiveSeat } from '#domain/reports/live-seats.ts'
import { type MessageFilter, NO_MESSAGE_FILTER } from '#domain/reports/message-filter.ts'
import type { FeedBatch } from '#domain/reports/tell-news.ts'
import { tenantTransaction } from '#lib/db.ts'
import { fromMessageRef } from '#lib/ids.ts'
import { nudge, stopNudges } from '#lib/nudges.ts'
import { makeAccount } from '#tests/support/account.ts'
import { addMember } from '#tests/support/member.ts'
import { accept, answer, claim, newCarrierId, outcome } from '#tests/support/road.ts'

const wants = (filter: Partial<MessageFilter>) => ({ filter: { ...NO_MESSAGE_FILTER, ...filter }, zone: 'UTC' })

afterAll(stopNudges)

/** A view that is open until `close`; it holds what it was told. */
function open(scope: Scope, filter: Partial<MessageFilter> | null, after = '0.0') {
  const stop = new AbortController()
  const batches: FeedBatch[] = []
  const done = (async () => {
    for await (const one of followMessages(scope, after, stop.signal, filter && wants(filter))) batches.push(one)
  })()
  const ids = (which: 'rows' | 'left') => batches.flatMap((one) => one[which].map(({ id }) => fromMessageRef(id)))
  return {
    rows: () => batches.flatMap((one) => one.rows),
    shown: () => ids('rows'),
    left: () => ids('left'),
    floor: () => fromMessageRef(batches.find((one) => one.floor)?.floor ?? ''),
    position: () => batches.at(-1)?.position ?? after,
    close: async () => {
      stop.abort()
      await done
    },
  }
}

const heard = async (check: () => void) => {
  await vi.waitFor(
    () => {
      nudge('feed')
      check()
    },
    { timeout: 10_000, interval: 50 },
  )
}

test('a filtered view is told of what matches, and of what it may show and no longer matches', async () => {
  const account = await makeAccount({ longcodes: 2 })
  const [one = '', other = ''] = account.numbers
  const queued = open(account.scope, { status: 'accepted', from: one })
  const fromOther = open(account.scope, { from: other })
  const [mine, theirs] = [await accept(account, { from: one }), await accept(account, { from: other })]
  await heard(() => expect(queued.shown()).toEqual([mine]))
  await heard(() => expect(fromOther.shown()).toEqual([theirs]))
  await answer(account, await claim(account), () => outcome.accepted(newCarrierId()))
  await heard(() => expect(queued.left().at(-1)).toBe(mine))
  await heard(() => expect(fromOther.rows().at(-1)?.status).toBe('sent'))
  expect(new Set(queued.left())).toEqual(new Set([mine]))
  expect(queued.shown()).toEqual([mine])
  expect(fromOther.left()).toEqual([])
  await Promise.all([queued.close(), fromOther.close()])
})

test('nobody is told more than their role may see, though all are told by one reader', async () => {
  const account = await makeAccount()
  const support = await addMember(account, 'support')
  const views = [open(account.scope, null), open(support.scope, null), open(account.scope, null)]
  const words = open(account.scope, { text: 'PASSWORD' })
  const guess = open(support.scope, { text: 'password' })
  const [secret, plain] = [await accept(account, { body: 'your password is tea' }), await accept(account)]
  for (const one of [...views, guess]) await heard(() => expect(one.shown()).toEqual([secret, plain]))
  await heard(() => expect(words.shown()).toEqual([secret]))
  const bodies = views.map((one) => one.rows().map((row) => row.body))
  const whole = ['your password is tea', 'hello there']
  expect(bodies).toEqual([whole, [null, null], whole])
  await Promise.all([...views, words, guess].map((one) => one.close()))
})

test('however many watch an account, it is read once; who comes back after a moment is served from memory', async () => {
  const account = await makeAccount()
  const ask = vi.spyOn(pg.Client.prototype, 'query')
  const reads = () =>
    (ask.mock.calls as unknown[][]).filter(([one]) => {
      const { name, values } = Object(one)
      // A reader of an account that nobody watches any more lingers.
      return name === 'changed_since' && values[0] === account.scope.accountId
    })
  const views = Array.from({ length: 40 }, () => open(account.scope, { direction: 'outbound' }))
  const first = await accept(account)
  for (const one of views) await heard(() => expect(one.shown()).toEqual([first]))
  await views[0]?.close()
  ask.mockClear()
  const second = await accept(account)
  for (const one of views.slice(1)) await heard(() => expect(one.shown()).toEqual([first, second]))
  const back = open(account.scope, { direction: 'outbound' }, views[0]?.position())
  await heard(() => expect(back.shown()).toEqual([second]))
  // Each nudge of this test is one look; forty readers would be forty.
  expect(reads().length).toBeLessThan(20)
  ask.mockRestore()
  await Promise.all([...views, back].map((one) => one.close()))
})

test('who was away for long is told everything once, in order, from the database and then from memory', async () => {
  const [account, stranger] = [await makeAccount({ dollars: '20' }), await makeAccount()]
  const expected: string[] = []
  for (let round = 0; round < 14; round += 1) {
    expected.push(...(await Promise.all(Array.from({ length: 50 }, () => accept(account)))))
    await accept(stranger)
  }
  const view = open(account.scope, { direction: 'outbound' })
  await heard(() => expect(view.shown()).toHaveLength(700))
  const last = await accept(account)
  await heard(() => expect(view.shown().at(-1)).toBe(last))
  expect(view.shown().toSorted()).toEqual([...expected, last].toSorted())
  await view.close()
})

test('a flood that nobody could read is told by its newest messages, and where they begin', async () => {
  const account = await makeAccount({ dollars: '50' })
  const first = await accept(account)
  const views = Array.from({ length: 110 }, () => open(account.scope, null))
  for (const one of views) await heard(() => expect(one.shown()).toEqual([first]))
  const flood = await tenantTransaction(account.scope.accountId, (tx) =>
    tx.query<{ id: string }>(
      `with made as (
         insert into messages (account_id, id, direction, status, from_e164, to_e164, body, encoding, parts, number_kind, part_nanos, price_nanos, accepted_at)
         select account_id, (left(id::text, 14) || '7' || right(gen_random_uuid()::text, 21))::uuid, direction, status, from_e164, to_e164, body, encoding, parts, number_kind, part_nanos, price_nanos, accepted_at
         from messages, generate_series(1, 1500) where account_id = $1 and id = $2 returning account_id, id
       ), told as (insert into outbox (account_id, message_id, kind, at) select account_id, id, 'message.accepted', now() from made)
       select id from made order by id desc`,
      [account.scope.accountId, first],
    ),
  )
  const newest = flood.slice(0, 500).map(({ id }) => id)
  for (const one of views) await heard(() => expect(one.shown().slice(1).toReversed()).toEqual(newest))
  expect(views[0]?.floor()).toBe(newest.at(-1))
  await Promise.all(views.map((one) => one.close()))
})

test('a range that is over has no live view, and says why', async () => {
  const { scope } = await makeAccount()
  await expect(demandLiveRange(scope, wants({ until: '2026-01-31' }))).rejects.toThrow('reaches now')
  await demandLiveRange(scope, wants({ since: '2026-01-31' }))
  await demandLiveRange(scope, wants({ until: '2099-01-31' }))
})

test('one person has twenty live views at most, and takes no place from anybody else', async () => {
  const account = await makeAccount()
  const { scope: other } = await addMember(account, 'developer')
  const seats = Array.from({ length: 20 }, () => takeLiveSeat(account.scope))
  expect(() => takeLiveSeat(account.scope)).toThrow('too many tabs')
  takeLiveSeat(other)()
  seats[0]?.()
  seats[0]?.()
  seats.push(takeLiveSeat(account.scope))
  expect(() => takeLiveSeat(account.scope)).toThrow('too many tabs')
  for (const giveBack of seats) giveBack()
})
