/** Two workers on one link: what a killed one had stored comes to the other at once, over a line that is older than the first copy. */
import { afterAll, describe, expect, test } from 'vitest'
import { createHeldSessions } from '#domain/links/held-sessions.ts'
import type { IncomingPart } from '#domain/messages/carrier.ts'
import { confirmIncoming, storeIncoming } from '#domain/messages/carrier-inbox.ts'
import { workInbox } from '#domain/messages/work-inbox.ts'
import { pool } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { MINUTE_MS, SECOND_MS, withClockAt } from '#lib/time.ts'
import { makeAccount, sandboxLink, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { inbound } from '#tests/support/road.ts'

// After the accounts of this file have got their numbers.
const START = Date.now() + 5 * MINUTE_MS
const BOUND = new Date(START - 10 * MINUTE_MS)

type Worker = ReturnType<typeof createHeldSessions>
const workers: Worker[] = []
afterAll(() => Promise.all(workers.map((worker) => worker.close())))

/** A worker whose line has been bound for long. */
async function startWorker() {
  const sessions = createHeldSessions()
  workers.push(sessions)
  const id = newId()
  await sessions.hold(id)
  return { session: { id, boundAt: BOUND }, kill: sessions.close, dropLine: () => sessions.release(id) }
}

const at = <T>(afterMs: number, work: () => Promise<T>) => withClockAt(new Date(START + afterMs), work)

async function bringTo(worker: { session: { id: string; boundAt: Date } }, part: IncomingPart): Promise<string[]> {
  return storeIncoming((await sandboxLink()).id, [part], worker.session)
}

async function workAll(): Promise<void> {
  while ((await workInbox(100)) > 0);
}

async function bodies(account: TestAccount): Promise<string[]> {
  const sql = 'select body from messages where account_id = $1 order by id'
  return (await ask<{ body: string }>(sql, [account.scope.accountId])).map((row) => row.body)
}

async function setUp() {
  const [account, first, second] = await Promise.all([makeAccount(), startWorker(), startWorker()])
  return { account, first, second, part: inbound(account, { text: 'C' }) }
}

describe('what a worker stored and had not acknowledged', () => {
  test('is one message when the worker is killed and the carrier brings it to another', async () => {
    const { account, first, second, part } = await setUp()
    await at(0, () => bringTo(first, part))
    await first.kill()
    await at(50, () => bringTo(second, part))
    await at(5 * SECOND_MS, workAll)
    expect(await bodies(account)).toEqual(['C'])
  })

  test('is one message when its line drops and the carrier brings it over another', async () => {
    const { account, first, second, part } = await setUp()
    await at(0, () => bringTo(first, part))
    await first.dropLine()
    await at(50, () => bringTo(second, part))
    await at(5 * SECOND_MS, workAll)
    expect(await bodies(account)).toEqual(['C'])
  })

  test('is one message when the second worker is killed with it as well', async () => {
    const { account, first, second, part } = await setUp()
    const third = await startWorker()
    await at(0, () => bringTo(first, part))
    await first.kill()
    await at(50, () => bringTo(second, part))
    await second.kill()
    await at(100, () => bringTo(third, part))
    await at(5 * SECOND_MS, workAll)
    expect(await bodies(account)).toEqual(['C'])
  })

  test('is one message when the database hears of the death only after the carrier has brought it to another', async () => {
    const { account, first, second, part } = await setUp()
    await at(0, () => bringTo(first, part))
    await at(50, () => bringTo(second, part))
    await at(100, workAll)
    expect(await bodies(account)).toEqual(['C'])
    await first.kill()
    await at(2 * SECOND_MS, workAll)
    expect(await bodies(account)).toEqual(['C'])
  })

  test('is one message when the statement of the dead one is read after the carrier has brought it to another', async () => {
    const { account, first, second, part } = await setUp()
    await first.kill()
    await at(0, () => bringTo(second, part))
    await at(50, () => bringTo(first, part))
    await at(5 * SECOND_MS, workAll)
    expect(await bodies(account)).toEqual(['C'])
  })

  test('is one message when its commit is under way while the carrier brings it to another', async () => {
    const { account, first, second, part } = await setUp()
    const { id: linkId } = await sandboxLink()
    // The same part on another link lends its columns.
    const model = newId()
    await at(0, () => storeIncoming(model, [part]))
    const client = await pool.connect()
    await client.query('begin')
    await client.query(
      `with model as (delete from carrier_inbox where link_id = $1 returning *)
       select s.* from model m cross join lateral store_incoming($2, $3, array[$4::uuid], array[m.kind], array[m.pdu], array[m.raw],
         array[m.digest], $5, null) s`,
      [model, linkId, new Date(START), newId(), first.session.id],
    )
    await first.kill()
    const bringing = at(50, () => bringTo(second, part))
    await expect
      .poll(() => ask("select 1 from pg_locks where locktype = 'advisory' and not granted"), { interval: 20 })
      .not.toEqual([])
    await client.query('commit')
    client.release()
    await bringing
    await at(5 * SECOND_MS, workAll)
    expect(await bodies(account)).toEqual(['C'])
  })
})

describe('the same words twice, over lines of two workers that live,', () => {
  test('are two messages, a second later at most', async () => {
    const { account, first, second, part } = await setUp()
    await at(0, () => bringTo(first, part))
    await at(50, () => bringTo(second, part))
    await at(1_050, workAll)
    expect(await bodies(account)).toEqual(['C', 'C'])
  })

  test('are two at once when the carrier knows that we have the first', async () => {
    const { account, first, second, part } = await setUp()
    await at(0, async () => confirmIncoming(await bringTo(first, part)))
    await first.kill()
    await at(50, () => bringTo(second, part))
    await at(60, workAll)
    expect(await bodies(account)).toEqual(['C', 'C'])
  })

  test('stay two when the first worker dies after the second message was worked off', async () => {
    const { account, first, second, part } = await setUp()
    await at(0, () => bringTo(first, part))
    await at(50, () => bringTo(second, part))
    await at(2 * SECOND_MS, workAll)
    await first.kill()
    await at(3 * SECOND_MS, workAll)
    expect(await bodies(account)).toEqual(['C', 'C'])
  })
})

test('words written again a minute after a worker was killed are a second message', async () => {
  const { account, first, second, part } = await setUp()
  await at(0, () => bringTo(first, part))
  await first.kill()
  await at(MINUTE_MS + SECOND_MS, () => bringTo(second, part))
  await at(MINUTE_MS + 5 * SECOND_MS, workAll)
  expect(await bodies(account)).toEqual(['C', 'C'])
})

test('what was written again comes to the second worker beside the copy of the first, and is kept', async () => {
  const { account, first, second, part } = await setUp()
  await at(0, () => bringTo(first, part))
  await first.kill()
  await at(50, async () => storeIncoming((await sandboxLink()).id, [part, part], second.session))
  await at(5 * SECOND_MS, workAll)
  expect(await bodies(account)).toEqual(['C', 'C'])
})
