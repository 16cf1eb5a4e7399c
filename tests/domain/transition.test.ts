/** The life of a message is a table; `transition()` is its only writer. */
import { expect, test } from 'vitest'
import { holdAfter, isFinal, MOVES, mayMove, STATUSES, type Status } from '#domain/messages/status.ts'
import { transition } from '#domain/messages/transition.ts'
import { tenantTransaction } from '#lib/db.ts'
import { makeAccount, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask, books, statuses } from '#tests/support/books.ts'
import { accept, acceptAndSend, answer, claim, outcome } from '#tests/support/road.ts'

const move = (account: TestAccount, id: string, to: Status) =>
  tenantTransaction(account.scope.accountId, (tx) => transition(tx, account.scope.accountId, [{ id, to }]))

test('the table of moves is this one', () => {
  const lines = STATUSES.map((from) => {
    const ends = MOVES[from].map(
      (to) => `${to}${{ keep: '', settle: ' (settles)', release: ' (releases)' }[holdAfter(from, to)]}`,
    )
    return `${from}${isFinal(from) ? ' ■' : ''} → ${ends.join(', ') || '–'}`
  })
  expect(`\n${lines.join('\n')}\n`).toBe(`
accepted → sending, canceled (releases), expired (releases)
sending → sent (settles), accepted, rejected (releases), uncertain, expired (releases)
uncertain → accepted, sent (settles), delivered (settles), undelivered (settles), rejected (releases), expired (releases)
sent → delivered, undelivered, expired
delivered ■ → –
undelivered ■ → –
expired ■ → delivered
rejected ■ → –
canceled ■ → –
received ■ → –
held → received
`)
})

test.each(STATUSES)('from %s, transition() makes each move the table allows and refuses every other', async (from) => {
  const account = await makeAccount()
  for (const to of STATUSES) {
    const id = await accept(account)
    await ask('update messages set status = $2 where id = $1', [id, from])
    const moved = await move(account, id, to)
    expect([...moved], `${from} → ${to}`).toEqual(mayMove(from, to) ? [id] : [])
    const [row] = await ask<{ status: string; rev: number }>('select status, rev from messages where id = $1', [id])
    expect(row, `${from} → ${to}`).toEqual(mayMove(from, to) ? { status: to, rev: 1 } : { status: from, rev: 0 })
  }
})

test('each move leaves one event, with the message’s own count, and one row in the outbox', async () => {
  const account = await makeAccount()
  const { id } = await acceptAndSend(account)
  await move(account, id, 'delivered')
  const sql = 'select rev, kind from message_events where message_id = $1 order by rev'
  expect(await ask(sql, [id])).toEqual([
    { rev: 0, kind: 'message.accepted' },
    { rev: 1, kind: 'message.sending' },
    { rev: 2, kind: 'message.sent' },
    { rev: 3, kind: 'message.delivered' },
  ])
  const outbox = 'select kind, delivered, failed, charged_nanos::text from outbox where message_id = $1 order by id'
  expect(await ask(outbox, [id])).toEqual([
    { kind: 'message.accepted', delivered: 0, failed: 0, charged_nanos: '0' },
    { kind: 'message.sent', delivered: 0, failed: 0, charged_nanos: '4000000' },
    { kind: 'message.delivered', delivered: 1, failed: 0, charged_nanos: '0' },
  ])
})

test('two moves of one message in one call go one after the other', async () => {
  const account = await makeAccount()
  const id = await accept(account)
  await claim(account)
  const { accountId } = account.scope
  await tenantTransaction(accountId, (tx) =>
    transition(tx, accountId, [
      { id, to: 'sent' },
      { id, to: 'delivered' },
    ]),
  )
  expect(await statuses(account)).toEqual(['delivered'])
})

test('moves that race for one message end with one winner, and the money moves once', async () => {
  const account = await makeAccount({ nanos: PART_NANOS })
  const id = await accept(account)
  await claim(account)
  const rivals: Status[] = ['sent', 'rejected', 'expired', 'sent', 'rejected']
  const winners = await Promise.all(rivals.map((to) => move(account, id, to)))
  const [first, ...rest] = winners.flatMap((moved, index) => (moved.size > 0 ? [rivals[index]] : []))
  expect(first).toBeDefined()
  // `sent` may still expire; nothing else may follow.
  expect(rest).toEqual(rest.length > 0 ? ['expired'] : [])
  const { held, total, available, usage } = await books(account)
  expect([held, total, available + usage]).toEqual([0n, 0n, PART_NANOS])
})

test('a worker that lost its lease moves nothing, and what the new one says stands', async () => {
  const account = await makeAccount()
  await accept(account)
  const slow = await claim(account)
  // Its lease lapsed and another worker has taken the message over.
  await ask("update messages set status = 'accepted', due_at = now() where account_id = $1", [account.scope.accountId])
  const quick = await claim(account)
  expect(quick[0]?.lease.epoch).toBe((slow[0]?.lease.epoch ?? 0) + 1)
  await answer(account, slow, () => outcome.rejected())
  expect(await statuses(account)).toEqual(['sending'])
  await answer(account, quick, () => outcome.accepted('a1'))
  await answer(account, slow, () => outcome.rejected())
  expect(await statuses(account)).toEqual(['sent'])
})

test('a stranger’s message cannot be moved', async () => {
  const [mine, theirs] = [await makeAccount(), await makeAccount()]
  const id = await accept(theirs)
  expect([...(await move(mine, id, 'canceled'))]).toEqual([])
  expect(await statuses(theirs)).toEqual(['accepted'])
})
