/** Messages that come in: never lost, charged only when a request URL is in force (rule F17). */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { SECOND_MS, withClockAt } from '#lib/time.ts'
import {
  makeAccount,
  newConsumer,
  PART_NANOS,
  type TestAccount,
  TOLL_FREE_PART_NANOS,
  takeNumbers,
} from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { bring, inbound } from '#tests/support/road.ts'

const URL = 'https://hooks.harbor.example/sms'
const setUrl = (account: TestAccount, url: string | null = URL, e164 = '') =>
  setRequestUrl(account.scope, { e164, kind: 'sms_callback', url })
const received = (account: TestAccount) =>
  ask(
    'select status, body, parts, encoding, price_nanos::text as price from messages where account_id = $1 order by id',
    [account.scope.accountId],
  )
const outcomes = async (text: string) => {
  const packed = Buffer.from(text, 'utf16le').toString('base64')
  return (await ask<{ outcome: string }>("select outcome from carrier_inbox where pdu ->> 'text' = $1", [packed])).map(
    (row) => row.outcome,
  )
}

describe('F17', () => {
  test('while no request URL is set, a message is kept and free', async () => {
    const account = await makeAccount({ nanos: PART_NANOS })
    await bring(inbound(account))
    expect(await received(account)).toEqual([{ status: 'held', body: 'hi', parts: 1, encoding: 'gsm7', price: '0' }])
    expect((await books(account)).usage).toBe(0n)
    const hooks = await ask('select status, held_why, url, due_at from deliveries where account_id = $1', [
      account.scope.accountId,
    ])
    expect(hooks).toEqual([{ status: 'held', held_why: 'no_url', url: '', due_at: null }])
  })

  test.each(['the account', 'the number'])('with a URL of %s it is charged and delivered', async (whose) => {
    const account = await makeAccount({ nanos: PART_NANOS })
    await setUrl(account, URL, whose === 'the number' ? account.from : '')
    await bring(inbound(account))
    expect(await received(account)).toMatchObject([{ status: 'received', price: '4000000' }])
    expect(await books(account)).toMatchObject({ usage: PART_NANOS, available: 0n })
    expect(await ask('select url from deliveries where account_id = $1', [account.scope.accountId])).toEqual([
      { url: URL },
    ])
  })

  test('removing the URL stops the charge from the next message on', async () => {
    const account = await makeAccount()
    await setUrl(account)
    await bring(inbound(account))
    await setUrl(account, null)
    await bring(inbound(account))
    expect((await received(account)).map((row) => row.status)).toEqual(['received', 'held'])
    expect((await books(account)).usage).toBe(PART_NANOS)
  })

  test('a URL for other things, or for another number, is no request URL', async () => {
    const account = await makeAccount({ longcodes: 2 })
    await setUrl(account, URL, account.numbers[1])
    await setRequestUrl(account.scope, { e164: '', kind: 'sms_dlr_callback', url: URL })
    await bring(inbound(account))
    expect(await received(account)).toMatchObject([{ status: 'held', price: '0' }])
  })

  test('what the balance does not cover is kept, free, and not lost', async () => {
    const account = await makeAccount({ nanos: PART_NANOS - 1n })
    await setUrl(account)
    await bring(inbound(account, { text: 'are you open?' }))
    expect(await received(account)).toMatchObject([{ status: 'held', body: 'are you open?', price: '0' }])
    expect((await books(account)).balance).toEqual({ available: PART_NANOS - 1n, held: 0n })
  })

  test('a toll-free number has its own price', async () => {
    const account = await makeAccount({ longcodes: 0, tollFree: 1 })
    await setUrl(account)
    await bring(inbound(account))
    expect((await books(account)).usage).toBe(TOLL_FREE_PART_NANOS)
  })
})

let reference = 0
/** The parts of one long message, numbered from 1. */
function longMessage(account: TestAccount, texts: readonly string[]) {
  const shared = { from: newConsumer(), concat: { reference: ++reference % 256, total: texts.length, number: 0 } }
  return texts.map((text, index) =>
    inbound(account, { from: shared.from, text, concat: { ...shared.concat, number: index + 1 } }),
  )
}

describe('long messages', () => {
  test('parts make one message in whatever order and in however many batches they come', async () => {
    const account = await makeAccount()
    await setUrl(account)
    const texts = ['one ', 'two ', 'three ', 'four']
    const orders = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 })
    for (const order of fc.sample(orders, { seed: 7, numRuns: 12 })) {
      const parts = longMessage(account, texts)
      const shuffled = order.flatMap((index) => parts[index] ?? [])
      await bring(...shuffled.slice(0, 2))
      await bring(...shuffled.slice(2))
    }
    const rows = await received(account)
    expect(rows).toEqual(
      rows.map(() => ({ status: 'received', body: texts.join(''), parts: 4, encoding: 'gsm7', price: '16000000' })),
    )
    expect(rows).toHaveLength(12)
  })

  test('an emoji that was cut between two parts is whole again', async () => {
    const account = await makeAccount()
    await bring(...longMessage(account, ['see you \ud83d', '\ude00 soon']))
    expect(await received(account)).toMatchObject([{ body: 'see you 😀 soon', encoding: 'ucs2', parts: 2 }])
  })

  test('a part that the carrier brings twice is one part', async () => {
    const account = await makeAccount()
    await setUrl(account)
    const [one, two] = longMessage(account, ['one ', 'two'])
    if (one && two) await bring(one, one, two)
    await withClockAt(new Date(Date.now() + 120 * SECOND_MS), () => bring())
    expect(await received(account)).toMatchObject([{ body: 'one two', parts: 2, price: '8000000' }])
  })

  test('when the last part never comes, what came is shown and only that is charged', async () => {
    const account = await makeAccount()
    await setUrl(account)
    await bring(...longMessage(account, ['one ', 'two ', 'three']).slice(0, 2))
    expect(await received(account)).toEqual([])
    for (let second = 1; second < 60; second += 1) {
      await withClockAt(new Date(Date.now() + second * SECOND_MS), () => bring())
    }
    expect(await received(account)).toEqual([
      { status: 'received', body: 'one two ', parts: 2, encoding: 'gsm7', price: '8000000' },
    ])
  })

  test('two people’s long messages with the same reference are two messages', async () => {
    const account = await makeAccount()
    const [first, second] = [longMessage(account, ['a1 ', 'a2']), longMessage(account, ['b1 ', 'b2'])]
    for (const part of second) if (part.concat && first[0]?.concat) part.concat.reference = first[0].concat.reference
    await bring(...first.slice(0, 1), ...second.slice(0, 1), ...first.slice(1), ...second.slice(1))
    expect((await received(account)).map((row) => row.body).sort()).toEqual(['a1 a2', 'b1 b2'])
  })
})

describe('what the service does not carry', () => {
  test('F7: a message from a short code is not taken, and the inbox says why', async () => {
    const account = await makeAccount()
    await bring(inbound(account, { from: '24365', text: 'your code is 1' }))
    expect(await received(account)).toEqual([])
    expect(await outcomes('your code is 1')).toEqual(['the sender is short code'])
  })

  test('F6: a toll-free number receives from the US and Canada only', async () => {
    const account = await makeAccount({ longcodes: 0, tollFree: 1 })
    await bring(inbound(account, { from: '+18765550107', text: 'from Jamaica' }))
    await bring(inbound(account, { from: '+16045550107', text: 'from Canada' }))
    expect((await received(account)).map((row) => row.body)).toEqual(['from Canada'])
    expect(await outcomes('from Jamaica')).toEqual(['toll-free numbers receive from the US and Canada only'])
  })

  test('a long code receives from the Caribbean', async () => {
    const account = await makeAccount()
    await bring(inbound(account, { from: '+18765550107' }))
    expect(await received(account)).toHaveLength(1)
  })

  test('F15: a foreign sender is not taken', async () => {
    const account = await makeAccount()
    await bring(inbound(account, { from: '+442079460123', text: 'from London' }))
    expect(await outcomes('from London')).toEqual(['the sender is not nanp'])
  })

  test('a message to a number that is on no account is kept in the inbox with the reason', async () => {
    const account = await makeAccount()
    await bring(inbound(account, { to: takeNumbers('longcode', 1)[0] ?? '', text: 'to nobody' }))
    expect(await outcomes('to nobody')).toEqual(['the number is on no account'])
  })

  test('a text with a NUL or half a character is kept without them', async () => {
    const account = await makeAccount()
    await bring(inbound(account, { text: 'a\0b \ud83d', encoding: 'ucs2' }))
    expect(await received(account)).toMatchObject([{ body: 'ab \ufffd' }])
  })
})
