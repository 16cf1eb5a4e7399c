/** What people do with opt-outs: bring a list along, set their own words, and judge what was asked in plain words. */
import { beforeEach, describe, expect, test } from 'vitest'
import { decideReview } from '#domain/optouts/decide-review.ts'
import { exportOptOuts } from '#domain/optouts/export-opt-outs.ts'
import { importOptOuts } from '#domain/optouts/import-opt-outs.ts'
import { listOptOuts } from '#domain/optouts/list-opt-outs.ts'
import { countOpenReviews, listDecidedReviews, listOpenReviews } from '#domain/optouts/list-reviews.ts'
import { removeOptOut } from '#domain/optouts/remove-opt-out.ts'
import { readOptOutSettings, setOptOutSettings } from '#domain/optouts/settings.ts'
import { makeAccount, newConsumer, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { personOf, whole } from '#tests/support/own-person.ts'
import { accept, bring, inbound } from '#tests/support/road.ts'

let account: TestAccount
beforeEach(async () => {
  account = await makeAccount({ longcodes: 2 })
})

const bytes = (text: string) => [Buffer.from(text)]
const load = (text: string) => importOptOuts(account.scope, { fileName: 'list.csv', bytes: bytes(text) })
const OURS = { confirmation: '', resubscribed: '', help: '' }

describe('a list from elsewhere', () => {
  test('is brought along line by line: what is wrong is told, and twice is once', async () => {
    const [number, consumer] = [account.from.slice(1), newConsumer()]
    const file = [
      'consumer,number,note',
      `${consumer.slice(1)},${number},from the old provider`,
      `${consumer},${number},again`,
      `24365,${number},`,
      `12065550107,2065551,`,
    ].join('\r\n')
    expect(await load(file)).toEqual({
      added: 1,
      already: 1,
      problems: [
        { line: 4, problem: 'Its “consumer” is no North American number.' },
        { line: 5, problem: 'Its “number” is no North American number.' },
      ],
    })
    expect(await load(file)).toMatchObject({ added: 0, already: 2 })
    await expect(accept(account, { to: consumer })).rejects.toMatchObject({ code: 'opted_out' })
    const told = await ask("select 1 from deliveries where account_id = $1 and kind = 'optout.created'", [
      account.scope.accountId,
    ])
    expect(told).toHaveLength(1)
  })

  test('that is long is added in parts, so that sends go on between them, and reported as one', async () => {
    const digits = (nth: number) => `1907${2_000_000 + nth}`
    const lines = Array.from({ length: 1_100 }, (_, nth) => `${account.from},${digits(nth)}`)
    expect(await load(['number,consumer', ...lines].join('\n'))).toEqual({ added: 1_100, already: 0, problems: [] })
    const parts = await ask<{ n: number }>(
      'select count(*)::int as n from opt_outs where account_id = $1 group by xmin::text order by 1 desc',
      [account.scope.accountId],
    )
    expect(parts.map(({ n }) => n)).toEqual([500, 500, 100])
  })

  test('that names no columns is not read at all', async () => {
    await expect(load('12065550107\n')).rejects.toMatchObject({ code: 'file_unreadable' })
  })

  test('another account’s number in it is nobody’s', async () => {
    const stranger = await makeAccount()
    const report = await load(`number,consumer\n${stranger.from},12065550107\n`)
    expect(report).toEqual({
      added: 0,
      already: 0,
      problems: [{ line: 2, problem: 'The number is not on your account.' }],
    })
  })

  test('comes out as it can go in', async () => {
    const consumer = newConsumer()
    await load(`number,consumer,note\n${account.from},${consumer},=1+1\n`)
    const file = await whole(exportOptOuts(account.scope, {}))
    const other = await listOptOuts(account.scope, { filter: {}, limit: 10 })
    await removeOptOut(account.scope, { id: other[0]?.id ?? '', reason: '' })
    expect(await load(file)).toEqual({ added: 1, already: 0, problems: [] })
    expect(await listOptOuts(account.scope, { filter: { inForce: true }, limit: 10 })).toMatchObject([
      { consumer, note: '=1+1', source: 'import' },
    ])
  })
})

describe('the account’s own words', () => {
  test('are answered in the place of ours', async () => {
    await setOptOutSettings(account.scope, { scope: 'number', texts: { ...OURS, confirmation: 'Harbor: bye.' } })
    await bring(inbound(account, { text: 'STOP' }))
    const [reply] = await ask("select body from messages where account_id = $1 and direction = 'outbound'", [
      account.scope.accountId,
    ])
    expect(reply).toEqual({ body: 'Harbor: bye.' })
    await setOptOutSettings(account.scope, { scope: 'number', texts: OURS })
    expect((await readOptOutSettings(account.scope)).texts).toEqual({})
  })

  test.each(['stop', ' HELP! ', 'x'.repeat(480)])('may not be “%s”', async (help) => {
    const setting = setOptOutSettings(account.scope, { scope: 'number', texts: { ...OURS, help } })
    await expect(setting).rejects.toMatchObject({ code: 'invalid', fields: { help: [expect.any(String)] } })
  })
})

describe('asked in plain words', () => {
  const flag = async () => {
    const consumer = newConsumer()
    await bring(inbound(account, { from: consumer, text: 'Please quit texting me' }))
    const open = await listOpenReviews(account.scope, 10)
    return { consumer, messageId: open.find((one) => one.consumer === consumer)?.messageId ?? '' }
  }

  test('accepted, it blocks with the message as proof, and nobody is written to', async () => {
    const { consumer, messageId } = await flag()
    expect(await countOpenReviews(account.scope)).toBe(1)
    await decideReview(account.scope, { messageId, accept: true })
    expect(await countOpenReviews(account.scope)).toBe(0)
    await expect(accept(account, { to: consumer })).rejects.toMatchObject({ code: 'opted_out' })
    expect(await listOptOuts(account.scope, { filter: { consumer }, limit: 1 })).toMatchObject([
      { source: 'phrase', messageId },
    ])
    expect(
      await ask("select 1 from messages where account_id = $1 and direction = 'outbound'", [account.scope.accountId]),
    ).toEqual([])
    await expect(decideReview(account.scope, { messageId, accept: false })).rejects.toMatchObject({
      code: 'review_decided',
    })
  })

  test('dismissed, it blocks nothing; and who erred can accept it still', async () => {
    const { consumer, messageId } = await flag()
    await decideReview(account.scope, { messageId, accept: false })
    await accept(account, { to: consumer })
    expect(await listDecidedReviews(account.scope, 10)).toMatchObject([{ state: 'dismissed' }])
    await decideReview(account.scope, { messageId, accept: true })
    await expect(accept(account, { to: consumer })).rejects.toMatchObject({ code: 'opted_out' })
  })

  test('it is not shown to a role that may not read messages, nor decided by another account', async () => {
    const { messageId } = await flag()
    const support = await personOf(account, 'support')
    expect(await listOpenReviews(support, 10)).toMatchObject([{ body: null, phrase: null }])
    await expect(decideReview(support, { messageId, accept: true })).rejects.toMatchObject({ code: 'not_allowed' })
    const stranger = await makeAccount()
    await expect(decideReview(stranger.scope, { messageId, accept: true })).rejects.toMatchObject({ code: 'not_found' })
  })
})
