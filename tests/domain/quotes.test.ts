/** Volume prices (rule F18): asked for, offered, accepted or not, by those who may and by nobody else. */
import { beforeEach, describe, expect, test } from 'vitest'
import { systemScope } from '#domain/access/system-scope.ts'
import { acceptQuote } from '#domain/rates/accept-quote.ts'
import { askQuote } from '#domain/rates/ask-quote.ts'
import { declineQuote, withdrawQuote } from '#domain/rates/end-quote.ts'
import { expireQuotes } from '#domain/rates/expire-quotes.ts'
import { offerQuote } from '#domain/rates/offer-quote.ts'
import { findAccountOfQuote, findQuotes, readQuotes } from '#domain/rates/read-quotes.ts'
import { DAY_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { accept } from '#tests/support/road.ts'

const WANTED = { monthlyParts: '250,000', numberKinds: ['longcode' as const], note: 'Reminders for 40 practices' }
const DECK = `direction,number_type,destination,from_parts,part
outbound,longcode,any,0,0.0031
outbound,longcode,any,100000,0.0024
`
const inDays = (days: number) => new Date(now().getTime() + days * DAY_MS)

let account: TestAccount
let operator: ReturnType<typeof systemScope>
beforeEach(async () => {
  account = await makeAccount()
  operator = systemScope(account.scope.accountId, 'Operator', 'npm run rates')
})

async function offered(deck = DECK): Promise<string> {
  const id = await askQuote(account.scope, WANTED)
  expect(await offerQuote(operator, { id, deck: Buffer.from(deck), validUntil: inDays(30), note: '' })).toEqual([])
  return id
}
const stateOf = async (id: string) => (await readQuotes(account.scope)).find((quote) => quote.id === id)?.state
async function priceOf(messageId: string) {
  const rows = await ask<{ part: string }>('select part_nanos::text as part from messages where id = $1', [messageId])
  return rows[0]?.part
}

test('accepting an offer makes its prices the account’s own from that moment on, and every step stands in the audit log', async () => {
  const before = await accept(account)
  const id = await offered()
  expect(await priceOf(await accept(account))).toBe('4000000')
  await acceptQuote(account.scope, id)
  expect(await priceOf(await accept(account))).toBe('3100000')
  expect(await priceOf(before)).toBe('4000000')
  expect(await readQuotes(account.scope)).toMatchObject([
    {
      id,
      state: 'accepted',
      monthlyParts: 250_000n,
      cards: [{ tiers: [{ untilParts: 100_000n }, { untilParts: null }] }],
    },
  ])
  const actions = (
    await ask<{ action: string }>(
      `select action from audit_log where account_id = $1 and action like 'quote.%' order by seq`,
      [account.scope.accountId],
    )
  ).map(({ action }) => action)
  expect(actions).toEqual(['quote.asked', 'quote.offered', 'quote.accepted'])
})

test('an offer that names a day holds from that day on', async () => {
  const day = inDays(10).toISOString().slice(0, 10)
  const id = await offered(
    `direction,number_type,destination,from_parts,part,effective_from\noutbound,longcode,any,0,0.0020,${day}`,
  )
  await acceptQuote(account.scope, id)
  expect(await priceOf(await accept(account))).toBe('4000000')
  expect(await priceOf(await withClockAt(new Date(`${day}T00:00:01Z`), () => accept(account)))).toBe('2000000')
})

test('a second offer takes the place of the first, also of its prices for single destinations', async () => {
  await acceptQuote(
    account.scope,
    await offered('direction,number_type,destination,from_parts,part\noutbound,longcode,us,0,0.0010'),
  )
  expect(await priceOf(await accept(account))).toBe('1000000')
  await acceptQuote(account.scope, await offered())
  expect(await priceOf(await accept(account))).toBe('3100000')
})

test('accepted twice at once, it is accepted once', async () => {
  const id = await offered()
  const results = await Promise.allSettled([1, 2, 3].map(() => acceptQuote(account.scope, id)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await ask('select 1 from account_rates where account_id = $1', [account.scope.accountId])).toHaveLength(2)
})

describe('a quote is over', () => {
  test('once it is declined, withdrawn or accepted: no later word changes it', async () => {
    const id = await offered()
    await declineQuote(account.scope, id)
    for (const verb of [acceptQuote, declineQuote, withdrawQuote])
      await expect(verb(account.scope, id)).rejects.toMatchObject({ code: 'quote_over' })
    const next = await askQuote(account.scope, WANTED)
    await withdrawQuote(account.scope, next)
    expect([await stateOf(id), await stateOf(next)]).toEqual(['declined', 'withdrawn'])
  })

  test('when its day has passed: it cannot be accepted, whether or not that is written down', async () => {
    const id = await offered()
    await withClockAt(inDays(31), async () => {
      await expect(acceptQuote(account.scope, id)).rejects.toMatchObject({ code: 'quote_over' })
      expect(await stateOf(id)).toBe('expired')
      await expireQuotes()
    })
    expect(await ask('select state from quotes where id = $1', [id])).toEqual([{ state: 'expired' }])
  })
})

test('an account waits for one answer at a time', async () => {
  await askQuote(account.scope, WANTED)
  await expect(askQuote(account.scope, WANTED)).rejects.toMatchObject({ code: 'quote_open' })
})

test('what is no volume, no kind of number or too long a note is refused beside its field', async () => {
  for (const wrong of [
    { monthlyParts: '9999' },
    { monthlyParts: '1e9' },
    { numberKinds: [] },
    { note: 'x'.repeat(1_001) },
  ])
    await expect(askQuote(account.scope, { ...WANTED, ...wrong })).rejects.toMatchObject({
      code: 'invalid',
      fields: { [Object.keys(wrong)[0] ?? '']: expect.any(Array) },
    })
  expect(await readQuotes(account.scope)).toEqual([])
})

test('an offer with a surcharge, a gap or two dates is refused whole', async () => {
  const id = await askQuote(account.scope, WANTED)
  const head = 'direction,number_type,destination,from_parts,part,surcharge,effective_from\n'
  for (const line of [
    'outbound,longcode,any,0,0.1,0.2,',
    'outbound,longcode,any,7,0.1,,',
    `outbound,longcode,us,0,0.1,,\noutbound,longcode,ca,0,0.1,,${inDays(9).toISOString().slice(0, 10)}`,
  ])
    expect(
      await offerQuote(operator, { id, deck: Buffer.from(head + line), validUntil: inDays(3), note: '' }),
    ).not.toEqual([])
  expect(await stateOf(id)).toBe('asked')
})

test('somebody else’s quote is not found; whoever offers is the operator', async () => {
  const id = await offered()
  const stranger = await makeAccount()
  for (const verb of [acceptQuote, declineQuote, withdrawQuote])
    await expect(verb(stranger.scope, id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await readQuotes(stranger.scope)).toEqual([])
  expect(await stateOf(id)).toBe('offered')
  expect(await findAccountOfQuote(id)).toBe(account.scope.accountId)
  expect(await findQuotes(['offered'])).toContainEqual({ accountId: account.scope.accountId, id })
})
