/** STOP and its answer: in the moment that it comes, whatever else is wrong, and exactly once. */
import { beforeEach, describe, expect, test } from 'vitest'
import { ensureSandboxLink } from '#domain/links/ensure-sandbox-link.ts'
import { listEnabledLinks } from '#domain/links/link.ts'
import { storeIncoming } from '#domain/messages/carrier-inbox.ts'
import { workInbox } from '#domain/messages/work-inbox.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { MINUTE_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount, newConsumer, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { accept, answer, bring, claim, inbound, newCarrierId, outcome } from '#tests/support/road.ts'
import { withTestKey } from '#tests/support/test-key.ts'

let account: TestAccount
let consumer: string
beforeEach(async () => {
  ;[account, consumer] = [await makeAccount({ longcodes: 2 }), newConsumer()]
})

const say = (text: string, to = account.from) => bring(inbound(account, { from: consumer, text, to }))
const send = (from = account.from) => accept(account, { from, to: consumer })
const REFUSED = { code: 'opted_out', status: 400, message: /phone rejected the message/ }
const refused = (sending: Promise<string>) => expect(sending).rejects.toMatchObject({ code: REFUSED.code })
const replies = async () =>
  (
    await ask<{ body: string }>(
      `select body from messages where account_id = $1 and direction = 'outbound' and price_nanos = 0 order by id`,
      [account.scope.accountId],
    )
  ).map(({ body }) => body)
const optOuts = () =>
  ask(`select number, consumer, source, removed_source from opt_outs where account_id = $1 order by id`, [
    account.scope.accountId,
  ])
const events = () =>
  ask<{ kind: string; status: string; url: string; body: string }>(
    `select kind, status, url, body from deliveries where account_id = $1 and kind like 'optout%' order by id`,
    [account.scope.accountId],
  )

describe('STOP', () => {
  test('blocks the pair and nobody else, is confirmed once, and is kept like any message', async () => {
    await say('Stop.')
    await refused(send())
    await accept(account, { to: newConsumer() })
    await send(account.numbers[1])
    await say('STOP')
    await say('unsubscribe')
    expect(await replies()).toEqual([
      'Harbor Dental: You are unsubscribed and will get no more messages from this number. Reply START to subscribe again.',
    ])
    expect(await optOuts()).toEqual([{ number: account.from, consumer, source: 'keyword', removed_source: null }])
    const kept = await ask("select 1 from deliveries where account_id = $1 and kind = 'inbound'", [
      account.scope.accountId,
    ])
    expect(kept).toHaveLength(3)
  })

  test('is heeded, confirmed and free also when no URL is set and the account has no money', async () => {
    account = await makeAccount({ nanos: PART_NANOS })
    await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' })
    await accept(account)
    await say('STOP')
    await refused(send())
    expect(await replies()).toHaveLength(1)
    const messages = await claim(account)
    expect(messages).toHaveLength(2)
    await answer(account, messages, () => outcome.accepted(newCarrierId()))
    expect(await books(account)).toMatchObject({ usage: PART_NANOS, held: 0n, balance: { available: 0n, held: 0n } })
  })

  test('cancels what was accepted for the pair before and still waits, and its price is free again', async () => {
    const id = await send()
    const others = [await send(account.numbers[1]), await accept(account)]
    await say('STOP')
    expect(await ask('select status, error_reason from messages where id = $1', [id])).toEqual([
      { status: 'canceled', error_reason: 'The recipient opted out before it was sent.' },
    ])
    // The confirmation goes, and the rest.
    expect((await claim(account)).map((one) => one.id).filter((one) => others.includes(one))).toHaveLength(2)
    expect((await books(account)).held).toBe(2n * PART_NANOS)
  })

  test('is confirmed within five minutes or not at all', async () => {
    await say('STOP')
    const late = new Date(now().getTime() + 5 * MINUTE_MS)
    expect(await withClockAt(late, () => claim(account))).toEqual([])
  })

  test('and START without end are heeded each time, and answered ten times a day', async () => {
    for (let round = 0; round < 6; round++) {
      await say('STOP')
      await refused(send())
      await say('START')
      await send()
    }
    expect(await replies()).toHaveLength(10)
  })

  test('of a test message blocks test messages alone', async () => {
    const byTest = await withTestKey(account)
    await ensureSandboxLink('production')
    await storeIncoming((await listEnabledLinks())[0]?.id ?? '', [inbound(account, { from: consumer, text: 'STOP' })])
    await workInbox(10)
    await ensureSandboxLink()
    await send()
    await refused(accept(byTest, { to: consumer }))
    const [reply] = await ask<{ is_test: boolean }>(
      'select is_test from messages where account_id = $1 and price_nanos = 0 and direction = $2',
      [account.scope.accountId, 'outbound'],
    )
    expect(reply).toEqual({ is_test: true })
  })

  test('with a word more is no keyword: it blocks nothing, and waits for a person with its deadline', async () => {
    await say('STOP PLEASE')
    await send()
    expect(await replies()).toEqual([])
    const reviews = () =>
      ask<{ state: string }>('select state, phrase, deadline > at as later from optout_reviews where account_id = $1', [
        account.scope.accountId,
      ])
    expect(await reviews()).toEqual([{ state: 'open', phrase: 'stop please', later: true }])
    await say('STOP')
    expect(await reviews()).toMatchObject([{ state: 'accepted' }])
    await say('please quit texting me')
    expect(await reviews()).toHaveLength(1)
  })

  test('refuses with no trace and no charge', async () => {
    await say('STOP')
    const before = await books(account)
    await refused(send())
    expect(await books(account)).toEqual(before)
  })
})

describe('START', () => {
  test.each(['START', 'unstop', 'Yes'])('%s lifts it and says so once; what was is kept', async (word) => {
    await say('STOP')
    await say(word)
    await say(word)
    await send()
    expect(await optOuts()).toMatchObject([{ source: 'keyword', removed_source: 'keyword' }])
    expect(await replies()).toHaveLength(2)
    await say('STOP')
    await refused(send())
    expect(await optOuts()).toHaveLength(2)
    expect(await replies()).toHaveLength(3)
  })

  test('and YES mean nothing to who is not blocked', async () => {
    await say('yes')
    await say('START')
    expect(await replies()).toEqual([])
  })
})

test('HELP is answered, also to who has opted out, and at most once a minute', async () => {
  await say('STOP')
  await say('HELP')
  await say('info')
  expect((await replies()).slice(1)).toEqual([expect.stringMatching(/^Harbor Dental: Contact us .* Reply STOP/)])
  await withClockAt(new Date(Date.now() + MINUTE_MS + 1), () => say('HELP'))
  expect(await replies()).toHaveLength(3)
})

test('in an account that says so, one opt-out blocks every number, and START to any lifts it for all', async () => {
  await say('STOP')
  await send(account.numbers[1])
  await ask("update accounts set optout_scope = 'account' where id = $1", [account.scope.accountId])
  await refused(send(account.numbers[1]))
  await say('START', account.numbers[1])
  await send()
  await send(account.numbers[1])
})

test('each is told to the URL for opt-outs, never to that of messages; without one it is held', async () => {
  const url = 'https://hooks.harbor.example/opt-outs'
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' })
  await say('STOP')
  await setRequestUrl(account.scope, { e164: '', kind: 'optout_callback', url })
  await say('START')
  const [created, removed] = await events()
  expect(created).toMatchObject({ kind: 'optout.created', status: 'held', url: '' })
  expect(removed).toMatchObject({ kind: 'optout.removed', status: 'pending', url })
  expect(JSON.parse(created?.body ?? '')).toEqual({
    data: {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'optout.created',
      attributes: {
        number: account.from.slice(1),
        consumer: consumer.slice(1),
        source: 'keyword',
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
        message_id: expect.stringMatching(/^mdr2-[0-9a-f]{32}$/),
      },
    },
  })
})
