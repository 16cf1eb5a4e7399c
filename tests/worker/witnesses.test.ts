/** The checker is worth something only if it finds what is wrong: each lie is told to it once. */
import { beforeEach, expect, test } from 'vitest'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { env } from '#lib/env.ts'
import { toMessageRef } from '#lib/ids.ts'
import type { Entry } from '#server/carriers/sandbox/witness.ts'
import { makeAccount, newConsumer, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { runAsOwner } from '#tests/support/database.ts'
import { acceptAndSend, bring, inbound, receipt } from '#tests/support/road.ts'
import { checkWitnesses, FAULTS, type Fault, type Originated, type Sent } from '#tests/support/witnesses.ts'

type Posts = Parameters<typeof checkWitnesses>[0]['receiver'][number][]

let account: TestAccount
let id: string
let client: Sent[]
let carrier: Entry[]
let originated: Originated[]
let receiver: Posts

/** One message out and delivered, one in, everything told truly. */
beforeEach(async () => {
  account = await makeAccount()
  for (const kind of ['sms_callback', 'sms_dlr_callback'] as const)
    await setRequestUrl(account.scope, { e164: '', kind, url: 'http://127.0.0.1:1/' })
  const [to, phone] = [newConsumer(), newConsumer()]
  const from = account.from
  const sent = await acceptAndSend(account, { to })
  id = sent.id
  await bring(receipt(account, sent.carrierId, { from: to }), inbound(account, { from: phone, text: 'Thanks' }))
  const at = new Date().toISOString()
  client = [{ from, to, answers: [{ status: 202, id: toMessageRef(id), replayed: false }] }]
  carrier = [
    { event: 'submit', at, id: sent.carrierId, from, to, text: 'hello there', concat: null },
    {
      event: 'deliver',
      at,
      kind: 'receipt',
      id: sent.carrierId,
      from: to,
      to: from,
      stat: 'DELIVRD',
      text: null,
      attempt: 1,
      answer: 0,
    },
  ]
  originated = [{ from: phone, to: from, body: 'Thanks' }]
  const owed = await ask<{ id: string; body: string }>('select id, body from deliveries where account_id = $1', [
    account.scope.accountId,
  ])
  receiver = owed.map(({ id: webhookId, body }) => ({
    method: 'POST',
    path: '/',
    headers: {},
    body,
    webhookId,
    status: 200,
  }))
})

async function check() {
  const { accountId } = account.scope
  return checkWitnesses({ databaseUrl: env.database.url, accountId, client, carrier, originated, receiver })
}

async function expectOnly(...wrong: Fault[]): Promise<void> {
  const { faults } = await check()
  expect(faults).toEqual(Object.fromEntries(FAULTS.map((fault) => [fault, wrong.includes(fault) ? 1 : 0])))
}

test('when everybody tells the same story, nothing is wrong', async () => {
  await expectOnly()
})

test('a 202 for a message that is not there is found', async () => {
  client.push({
    from: account.from,
    to: newConsumer(),
    answers: [{ status: 202, id: toMessageRef(account.keyId), replayed: false }],
  })
  await expectOnly('accepted, not in the database')
})

test('a message that the carrier never saw is found', async () => {
  carrier = []
  await expectOnly('accepted, never submitted')
})

test('a second submit without a doubt is found', async () => {
  carrier.push(...carrier.filter((entry) => entry.event === 'submit').map((entry) => ({ ...entry, id: 'again' })))
  await expectOnly('submitted twice outside the drop rule')
})

test('a submit of something that nobody asked for is found', async () => {
  carrier.push(...carrier.filter((entry) => entry.event === 'submit').map((entry) => ({ ...entry, to: newConsumer() })))
  await expectOnly('submitted, never accepted')
})

test('a message that is stored and charged although its client was told no is found', async () => {
  client = client.map((sent) => ({ ...sent, answers: [{ status: 503, id: null, replayed: false }] }))
  await expectOnly('charged, never accepted')
})

test('a receipt that moved nothing is found', async () => {
  carrier = carrier.map((entry) => (entry.event === 'deliver' ? { ...entry, stat: 'UNDELIV' } : entry))
  await expectOnly('receipt lost')
})

test('an inbound message that was acknowledged and is not there is found', async () => {
  originated.push({ from: newConsumer(), to: account.from, body: 'Hello?' })
  await expectOnly('inbound lost')
})

test.each([500, null])('a web hook that was answered %s only is found', async (status) => {
  receiver = receiver.map((post, index) => (index === 0 ? { ...post, status } : post))
  await expectOnly('web hook missing')
})

test('a web hook that came again under another id is found', async () => {
  receiver.push(...receiver.slice(0, 1).map((post) => ({ ...post, webhookId: 'another' })))
  await expectOnly('web hook under two ids')
})

test('a status that went backwards is found', async () => {
  await runAsOwner(env.database.url, `update messages set status = 'sent' where id = '${id}'`)
  await expectOnly('status moved backwards', 'receipt lost')
})

test('money that moved without its message’s leave is found', async () => {
  await runAsOwner(env.database.url, `delete from ledger_postings where kind = 'settle' and message_id = '${id}'`)
  await expectOnly('final without one settle or release', 'ledger not zero or balance off')
})
