import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MessageRow } from '#domain/reports/message-rows.ts'
import { extend, openFeed, show, take } from './feed.ts'

function row(number: number, rev = 0): MessageRow {
  return {
    id: `mdr2-${String(number).padStart(6, '0')}`,
    rev,
    at: '2026-11-23T18:00:00.000Z',
    direction: 'outbound',
    status: rev > 0 ? 'delivered' : 'accepted',
    from: '+12065550142',
    to: '+12065550107',
    parts: 1,
    encoding: 'gsm7',
    priceNanos: '4000000',
    body: 'Hi Sam',
    errorCode: null,
    errorReason: null,
    tag: null,
    keyId: null,
    carrierId: null,
    isTest: false,
  }
}

const page = (rows: MessageRow[], olderThan: string | null = null) =>
  openFeed({ rows, olderThan, newerThan: null, searchedTo: null, isTextLeftOut: false, position: '1.0' })
const ids = (rows: readonly MessageRow[]) => rows.map((one) => one.id)

test('whatever is told twice, late or in any order, each message stands once, at its newest, newest first', () => {
  const news = fc.array(fc.record({ number: fc.nat(30), rev: fc.nat(5), hold: fc.boolean() }), { maxLength: 60 })
  fc.assert(
    fc.property(news, (told) => {
      const feed = show(told.reduce((now, { number, rev, hold }) => take(now, [row(number, rev)], hold), page([])))
      const newest = new Map<string, number>()
      for (const { number, rev } of told) {
        const { id } = row(number)
        newest.set(id, Math.max(rev, newest.get(id) ?? 0))
      }
      expect(ids(feed.rows)).toEqual([...newest.keys()].sort().reverse())
      for (const one of feed.rows) expect(one.rev).toBe(newest.get(one.id))
    }),
  )
})

test('while somebody reads, new rows wait and the rows shown keep their places', () => {
  const before = page([row(2), row(1)])
  const after = take(before, [row(3), row(1, 4)], true)
  expect(ids(after.rows)).toEqual(ids(before.rows))
  expect(after.rows[1]?.rev).toBe(4)
  expect(ids(after.waiting)).toEqual([row(3).id])
  expect(ids(show(after).rows)).toEqual(ids([row(3), row(2), row(1)]))
})

test('a change to a message of an older page does not put it on this one', () => {
  const feed = take(page([row(9), row(8)], row(8).id), [row(3, 2)], false)
  expect(ids(feed.rows)).toEqual(ids([row(9), row(8)]))
})

test('a change to a message that waits changes it there', () => {
  const feed = take(take(page([row(1)]), [row(2)], true), [row(2, 3)], true)
  expect(feed.waiting).toEqual([row(2, 3)])
})

test('the log keeps five hundred rows and forgets the oldest', () => {
  const feed = take(
    page([]),
    Array.from({ length: 620 }, (_, number) => row(number)),
    false,
  )
  expect(feed.rows).toHaveLength(500)
  expect(feed.rows[0]?.id).toBe(row(619).id)
  expect(take(feed, [row(5, 1)], false).rows).toHaveLength(500)
})

const leaves = (number: number, rev: number) => {
  const { id, status, priceNanos, errorCode, errorReason, carrierId } = row(number, rev)
  return { id, rev, status, priceNanos, errorCode, errorReason, carrierId }
}

test('a row that no longer matches the filter stays in its place with its news, and goes when the reader moves on', () => {
  const feed = take(page([row(3), row(2), row(1)]), [], false, [leaves(2, 1)])
  expect(ids(feed.rows)).toEqual(ids([row(3), row(2), row(1)]))
  expect(feed.rows[1]?.status).toBe('delivered')
  expect([...feed.left]).toEqual([row(2).id])
  expect(ids(show(feed).rows)).toEqual(ids([row(3), row(1)]))
  expect(show(feed).left.size).toBe(0)
})

test('a row that waited and no longer matches is not counted among the new ones', () => {
  const waits = take(page([row(1)]), [row(2), row(3)], true)
  expect(ids(take(waits, [], true, [leaves(2, 1)]).waiting)).toEqual([row(3).id])
})

test('a row that left and matches again is an ordinary row again; old news of its leaving changes nothing', () => {
  const left = take(page([row(1)]), [], false, [leaves(1, 1)])
  const back = take(left, [row(1, 2)], false)
  expect(back.left.size).toBe(0)
  expect(take(back, [], false, [leaves(1, 1)])).toMatchObject({ rows: [row(1, 2)], left: new Set() })
})

test('that a row nobody sees has left changes nothing', () => {
  const feed = take(page([row(2)], row(2).id), [], false, [leaves(1, 1)])
  expect(feed.rows).toEqual([row(2)])
  expect(feed.left.size).toBe(0)
})

test('after a flood that was cut, what lies below the cut is not taken for the present', () => {
  const flooded = [row(9), row(8)]
  const seen = take(page([row(2), row(1)]), flooded, false, [], row(8).id)
  expect(ids(seen.rows)).toEqual(ids(flooded))
  const read = take(page([row(2), row(1)]), flooded, true, [], row(8).id)
  expect(ids(read.rows)).toEqual(ids([row(2), row(1)]))
  expect(read).toMatchObject({ left: new Set(ids(read.rows)), over: true })
  expect(ids(show(read).rows)).toEqual(ids(flooded))
})

test('older rows follow those shown until the log is full, and say where to read on', () => {
  const rows = (from: number, count: number) => Array.from({ length: count }, (_, nth) => row(from - nth))
  const first = page(rows(900, 300), row(601).id)
  const more = extend(first, { rows: [row(601), ...rows(600, 100)], olderThan: row(501).id })
  expect(ids(more.rows)).toEqual(ids(rows(900, 400)))
  expect(more.older).toBe(row(501).id)
  const full = extend(more, { rows: rows(500, 200), olderThan: null })
  expect(ids(full.rows)).toEqual(ids(rows(900, 500)))
  expect(full.older).toBe(row(401).id)
})
