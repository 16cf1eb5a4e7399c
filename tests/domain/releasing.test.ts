/** A number that is given back: a week to change one's mind, then it is somebody else's, with nothing of before. */
import { describe, expect, test } from 'vitest'
import { openKey } from '#domain/access/open-key.ts'
import { NOWHERE } from '#domain/access/scope.ts'
import { createKey } from '#domain/keys/create-key.ts'
import { storeIncoming } from '#domain/messages/carrier-inbox.ts'
import { buyNumber } from '#domain/numbers/buy-number.ts'
import { releaseNumber } from '#domain/numbers/release-number.ts'
import { returnNumbers } from '#domain/numbers/return-numbers.ts'
import { takeBackNumber } from '#domain/numbers/take-back-number.ts'
import { readRequestUrls } from '#domain/routing/read-request-urls.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS, withClockAt } from '#lib/time.ts'
import { makeAccount, newConsumer, sandboxLink, type TestAccount, takeNumbers } from '#tests/support/account.ts'
import { ask, books, countMessages } from '#tests/support/books.ts'
import { claimDue } from '#tests/support/claim-due.ts'
import { accept, bring, inbound } from '#tests/support/road.ts'
import { inStock, MONTHLY_NANOS, putInStock, SETUP_NANOS } from '#tests/support/stock.ts'

const START = Date.now()
const later = <T>(ms: number, work: () => Promise<T>) => withClockAt(new Date(START + ms), work)
const release = ({ scope }: TestAccount, e164: string) => releaseNumber(scope, { e164, typed: e164 })
const url = ({ scope }: TestAccount, e164: string) =>
  setRequestUrl(scope, { e164, kind: 'sms_callback', url: 'https://hooks.harbor.example/own' })

/** An account that has bought a number, and sends from it. */
async function owner(): Promise<TestAccount> {
  const account = await makeAccount({ longcodes: 0, dollars: '100' })
  const [from = ''] = takeNumbers('longcode', 1)
  await putInStock([from])
  await later(-DAY_MS, () => buyNumber(account.scope, from))
  return { ...account, from, numbers: [from] }
}

async function outcomes(to: string): Promise<string[]> {
  const rows = await ask<{ outcome: string }>(
    "select outcome from carrier_inbox where pdu ->> 'to' = $1 and outcome is not null order by received_at, id",
    [to],
  )
  return rows.map((row) => row.outcome)
}

/** Released, its week over, and bought by somebody else. */
async function passOn(one: TestAccount, at = 8 * DAY_MS): Promise<TestAccount> {
  const other = await makeAccount({ longcodes: 0, dollars: '100' })
  await later(0, () => release(one, one.from))
  await later(7 * DAY_MS, returnNumbers)
  await later(at, () => buyNumber(other.scope, one.from))
  return { ...other, from: one.from, numbers: [one.from] }
}

describe('releasing', () => {
  test('asks for the number itself, in any spelling, and for no other', async () => {
    const account = await owner()
    for (const typed of ['', 'release', '+12065550199'])
      await expect(releaseNumber(account.scope, { e164: account.from, typed })).rejects.toMatchObject({
        code: 'invalid',
      })
    const [, area, line] = /^\+1(\d{3})555(\d{4})$/.exec(account.from) ?? []
    await releaseNumber(account.scope, { e164: account.from, typed: `(${area}) 555-${line}` })
    await expect(accept(account)).rejects.toMatchObject({ code: 'sender_not_enabled' })
  })

  test('a stranger releases and takes back nothing', async () => {
    const [account, stranger] = [await owner(), await makeAccount()]
    await expect(release(stranger, account.from)).rejects.toMatchObject({ code: 'not_found' })
    await release(account, account.from)
    await expect(takeBackNumber(stranger.scope, { e164: account.from })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('what comes in meanwhile reaches nobody, and the inbox says why', async () => {
    const account = await owner()
    await release(account, account.from)
    await bring(inbound(account))
    expect([await countMessages(account), await outcomes(account.from)]).toEqual([0, ['the number was released']])
  })
})

describe('within the week', () => {
  test('it is taken back as it was, URLs and all, without another setup', async () => {
    const account = await owner()
    await url(account, account.from)
    await later(0, () => release(account, account.from))
    await later(7 * DAY_MS - 1, async () => {
      expect(await returnNumbers()).toBe(0)
      await takeBackNumber(account.scope, { e164: account.from })
    })
    await accept(account)
    await bring(inbound(account))
    expect(await readRequestUrls(account.scope)).toHaveLength(1)
    expect(
      await ask('select status from messages where account_id = $1 order by id', [account.scope.accountId]),
    ).toEqual([{ status: 'accepted' }, { status: 'received' }])
    const sql = "select count(*)::int as n from ledger_postings where account_id = $1 and kind = 'setup'"
    expect(await ask(sql, [account.scope.accountId])).toEqual([{ n: 1 }])
  })

  test('when it is over, it cannot be taken back, whether or not the worker has been there', async () => {
    const account = await owner()
    await later(0, () => release(account, account.from))
    await later(7 * DAY_MS, async () => {
      await expect(takeBackNumber(account.scope, { e164: account.from })).rejects.toMatchObject({
        code: 'release_final',
      })
      await returnNumbers()
      await expect(takeBackNumber(account.scope, { e164: account.from })).rejects.toMatchObject({ code: 'not_found' })
    })
  })
})

describe('after it', () => {
  test('it is for sale at its old price, once, however many workers look, and nothing of it stays on the account', async () => {
    const account = await owner()
    await url(account, account.from)
    await later(0, () => release(account, account.from))
    const counts = await later(7 * DAY_MS, () => Promise.all([returnNumbers(), returnNumbers()]))
    expect(counts.sort()).toEqual([0, 1])
    const sql =
      'select setup_nanos::text as setup, monthly_nanos::text as monthly, country, state, reserved_by from inventory where e164 = $1'
    expect(await ask(sql, [account.from])).toEqual([
      { setup: String(SETUP_NANOS), monthly: String(MONTHLY_NANOS), country: 'US', state: 'wa', reserved_by: null },
    ])
    expect(await readRequestUrls(account.scope)).toEqual([])
    expect(await ask('select 1 from numbers where e164 = $1', [account.from])).toEqual([])
  })

  test('a number that never had a price is sold to nobody for nothing', async () => {
    const account = await makeAccount()
    await later(0, () => release(account, account.from))
    await later(7 * DAY_MS, returnNumbers)
    expect(await inStock([account.from])).toEqual([])
    expect(await ask('select 1 from number_owners where e164 = $1', [account.from])).toEqual([])
  })

  test('a key that is limited to it goes on working for its other numbers, and is not widened', async () => {
    const account = await owner()
    const key = await createKey(account.scope, { name: 'Limited', numbers: [account.from] })
    await passOn(account)
    const { scope } = await openKey(key.accessKey, key.secret, NOWHERE)
    expect(scope.actor).toMatchObject({ numbers: [account.from] })
    await expect(accept({ ...account, scope })).rejects.toMatchObject({ code: 'sender_not_yours' })
  })

  test('the next owner gets its messages, the one before its own unfinished web hooks, and nobody both', async () => {
    const one = await owner()
    await url(one, one.from)
    await bring(inbound(one, { text: 'for the first' }))
    const two = await passOn(one)
    await later(8 * DAY_MS + MINUTE_MS, async () => {
      await bring(inbound(two, { text: 'for the second' }))
      expect(await claimDue(two.scope.accountId, { limit: 9, leaseMs: MINUTE_MS })).toEqual([])
      const [hook] = await claimDue(one.scope.accountId, { limit: 9, leaseMs: MINUTE_MS })
      expect(hook?.body).toContain('for the first')
    })
    const bodies = 'select body from messages where account_id = $1'
    expect(await ask(bodies, [one.scope.accountId])).toEqual([{ body: 'for the first' }])
    expect(await ask(bodies, [two.scope.accountId])).toEqual([{ body: 'for the second' }])
    expect((await books(one)).usage).toBe(SETUP_NANOS + MONTHLY_NANOS + 4_000_000n)
  })
})

describe('what the carrier brought before', () => {
  test('a message that waited in the inbox since before the purchase is given to nobody', async () => {
    const one = await owner()
    const two = await passOn(one)
    // It came a second before, and the worker finds it after.
    await later(8 * DAY_MS - SECOND_MS, async () => {
      await storeIncoming((await sandboxLink()).id, [inbound(two, { text: 'too early' })])
    })
    await later(8 * DAY_MS + SECOND_MS, () => bring())
    expect(await countMessages(two)).toBe(0)
    expect(await outcomes(two.from)).toEqual(['it came before the number was on this account'])
  })

  test.each(['both waiting', 'the first refused before'])(
    'a long message whose first part came before the purchase and its last after it: %s',
    async (how) => {
      const one = await owner()
      const from = newConsumer()
      const part = (number: number) =>
        inbound(one, { from, text: `part ${number}`, concat: { reference: 7, total: 2, number } })
      await later(0, () => release(one, one.from))
      await later(7 * DAY_MS, returnNumbers)
      await later(8 * DAY_MS - SECOND_MS, () => bring(part(1)))
      if (how === 'the first refused before')
        await ask(
          "update carrier_inbox set due_at = null, outcome = 'the number is on no account' where pdu ->> 'to' = $1",
          [one.from],
        )
      const two = await makeAccount({ longcodes: 0, dollars: '100' })
      await later(8 * DAY_MS, () => buyNumber(two.scope, one.from))
      await later(8 * DAY_MS + SECOND_MS, () => bring(part(2)))
      for (const second of [20, 40, 60, 120]) await later(8 * DAY_MS + second * SECOND_MS, () => bring())
      expect(await countMessages(two)).toBe(0)
      expect(await outcomes(one.from)).toContain('it came before the number was on this account')
    },
  )
})
