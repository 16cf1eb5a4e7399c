/** The live feed and the totals: both follow what has committed, in the order it committed. */
import { expect, test, vi } from 'vitest'
import { transition } from '#domain/messages/transition.ts'
import { followMessages } from '#domain/reports/follow-messages.ts'
import { listMessageRows } from '#domain/reports/list-messages.ts'
import { relayOutbox } from '#domain/reports/relay-outbox.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { tenantTransaction } from '#lib/db.ts'
import { fromMessageRef } from '#lib/ids.ts'
import { stopNudges } from '#lib/nudges.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { accept, answer, bring, claim, inbound, newCarrierId, outcome, receipt } from '#tests/support/road.ts'

type Seen = { id: string; rev: number }

/** Follows from a position until `enough` says so; returns what came and the position after it. */
async function follow(account: TestAccount, position: string, enough: (seen: readonly Seen[]) => boolean) {
  const seen: Seen[] = []
  let at = position
  const stop = new AbortController()
  for await (const batch of followMessages(account.scope, position, stop.signal)) {
    at = batch.position
    seen.push(...batch.rows.map(({ id, rev }) => ({ id: fromMessageRef(id) ?? '', rev })))
    if (enough(seen)) stop.abort()
  }
  return { seen, position: at }
}

/** In what order things commit must not matter: this one is begun first and commits late. It moves no money, so it locks no balance. */
async function moveLate(account: TestAccount, id: string) {
  let commit = () => {}
  const mayCommit = new Promise<void>((resolve) => {
    commit = resolve
  })
  let begun = () => {}
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const { accountId } = account.scope
  const done = tenantTransaction(accountId, async (tx) => {
    await transition(tx, accountId, [{ id, to: 'sending' }])
    begun()
    await mayCommit
  })
  await hasBegun
  return { commit, done }
}

test('a follower misses nothing and gets nothing twice, with commits out of order and a reconnect in the middle', async () => {
  const account = await makeAccount()
  const before = await Promise.all(Array.from({ length: 5 }, () => accept(account)))
  const page = await listMessageRows(account.scope, { limit: 100 })
  expect(page.rows).toHaveLength(5)

  const late = await moveLate(account, before[0] ?? '')
  const traffic = (async () => {
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(Array.from({ length: 8 }, () => accept(account)))
      const ids = new Map<string, string>()
      await answer(account, await claim(account), (message) => {
        const carrierId = newCarrierId()
        ids.set(message.id, carrierId)
        return outcome.accepted(carrierId)
      })
      if (round === 5) late.commit()
      await bring(...[...ids.values()].map((id) => receipt(account, id)))
    }
    await late.done
  })()

  const first = await follow(account, page.position, (seen) => seen.length > 20)
  await traffic
  const final = await ask<Seen & { facts: number }>(
    `select m.id, m.rev, count(o.*)::int as facts from messages m
     left join outbox o on o.account_id = m.account_id and o.message_id = m.id where m.account_id = $1 group by m.id, m.rev`,
    [account.scope.accountId],
  )
  const last = new Map(final.map(({ id, rev }) => [id, rev]))
  const complete = (seen: readonly Seen[]) => {
    const known = new Map([...first.seen, ...seen].map(({ id, rev }) => [id, rev]))
    return [...last].every(([id, rev]) => known.get(id) === rev)
  }
  const second = await follow(account, first.position, complete)

  const byMessage = Map.groupBy([...first.seen, ...second.seen], ({ id }) => id)
  for (const { id, rev, facts } of final) {
    const revs = (byMessage.get(id) ?? []).map((one) => one.rev)
    expect(revs.at(-1), 'ends with the truth').toBe(rev)
    expect(revs, 'never goes back').toEqual(revs.toSorted((a, b) => a - b))
    expect(revs.length, 'comes at most once for each thing that happened').toBeLessThanOrEqual(facts)
  }
  expect(byMessage.size).toBe(85)
  await stopNudges()
})

test('a follower from the end of everything gets an empty batch, so that the line shows it is alive', async () => {
  const account = await makeAccount()
  const { position } = await listMessageRows(account.scope, { limit: 1 })
  const stop = new AbortController()
  const batches = []
  for await (const batch of followMessages(account.scope, position, stop.signal)) {
    batches.push(batch)
    stop.abort()
  }
  expect(batches).toEqual([{ position, rows: [], left: [] }])
  await stopNudges()
})

test('an account’s feed holds none of another’s', async () => {
  const [mine, theirs] = [await makeAccount(), await makeAccount()]
  await accept(theirs)
  const own = await accept(mine)
  const { seen } = await follow(mine, '0.0', (rows) => rows.length > 0)
  expect(seen.map(({ id }) => id)).toEqual([own])
  await stopNudges()
})

test('the hour totals are what the messages say, whoever relayed and however often', async () => {
  const account = await makeAccount({ longcodes: 2, tollFree: 1 })
  await setRequestUrl(account.scope, { e164: account.from, kind: 'sms_callback', url: 'https://hooks.harbor.example/' })
  for (const from of account.numbers) {
    await Promise.all(
      Array.from({ length: 6 }, (_, index) => accept(account, { from, body: 'a'.repeat(50 * (index + 1)) })),
    )
  }
  const ids: string[] = []
  await answer(account, await claim(account), (message, part) => {
    if (message.id.endsWith('0') || message.id.endsWith('1')) return outcome.rejected()
    ids.push(newCarrierId())
    return part > 0 ? outcome.accepted(ids.at(-1) ?? '') : outcome.unsent()
  })
  await Promise.all([relayOutbox(), relayOutbox(), relayOutbox()])
  await bring(...ids.map((id, index) => receipt(account, id, { state: index % 5 === 0 ? 'undelivered' : 'delivered' })))
  await bring(...account.numbers.map((to) => inbound(account, { to })))

  const totals = (from: string) =>
    ask(
      `select number, direction, sum(messages)::int as messages, sum(parts)::int as parts, sum(delivered)::int as delivered,
         sum(failed)::int as failed, sum(charged)::text as charged from (${from}) t group by 1, 2 order by 1, 2`,
      [account.scope.accountId],
    )
  const truth = await totals(`
    select case m.direction when 'outbound' then from_e164 else to_e164 end as number, m.direction, 1 as messages, m.parts,
      (m.status = 'delivered')::int as delivered, (m.status in ('undelivered', 'rejected', 'expired'))::int as failed,
      coalesce((select sum(amount_nanos) from ledger_postings p where p.account_id = m.account_id and p.message_id = m.id
        and p.kind in ('settle', 'charge')), 0) as charged from messages m where m.account_id = $1`)
  await vi.waitFor(async () => {
    await Promise.all([relayOutbox(3), relayOutbox()])
    expect(await totals('select *, charged_nanos as charged from message_rollups where account_id = $1')).toEqual(truth)
  }, 10_000)
  expect(await relayOutbox()).toBe(0)
})
