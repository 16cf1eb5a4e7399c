/** Monthly charges: on the anniversary, once; without the money a warning, grace, suspension, each told; paid, it works again. */
import { describe, expect, test } from 'vitest'
import { creditAccount } from '#domain/ledger/credit-account.ts'
import { postEntries } from '#domain/ledger/post-entries.ts'
import { buyNumber } from '#domain/numbers/buy-number.ts'
import { chargeNumbers } from '#domain/numbers/charge-numbers.ts'
import { readCharges } from '#domain/numbers/read-charges.ts'
import { releaseNumber } from '#domain/numbers/release-number.ts'
import { takeBackNumber } from '#domain/numbers/take-back-number.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { tenantTransaction } from '#lib/db.ts'
import { DAY_MS, withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount, takeNumbers } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { addMember } from '#tests/support/member.ts'
import { accept, bring, inbound } from '#tests/support/road.ts'
import { MONTHLY_NANOS, putInStock, SETUP_NANOS } from '#tests/support/stock.ts'

const BOUGHT = new Date('2027-01-31T09:30:00.000Z')
const on = <T>(day: string, work: () => Promise<T>) => withClockAt(new Date(day), work)
const days = (count: number, from: string) => new Date(new Date(from).getTime() + count * DAY_MS).toISOString()

/** An account with money for setup and this many months, and a number since 31 January. */
async function owner(months: number, at = BOUGHT): Promise<TestAccount> {
  const account = await makeAccount({ longcodes: 0, nanos: SETUP_NANOS + BigInt(months) * MONTHLY_NANOS })
  const [from = ''] = takeNumbers('longcode', 1)
  await putInStock([from])
  await withClockAt(at, () => buyNumber(account.scope, from))
  return { ...account, from, numbers: [from] }
}

async function paidMonths({ scope }: TestAccount): Promise<string[]> {
  const sql = `select period_from::text as day from ledger_postings where account_id = $1 and kind = 'monthly' order by 1`
  return (await ask<{ day: string }>(sql, [scope.accountId])).map((row) => row.day)
}

async function stateOf({ from }: TestAccount): Promise<string> {
  const [row] = await ask<{ state: string }>('select messaging_state as state from numbers where e164 = $1', [from])
  return row?.state ?? 'gone'
}

/** The subjects of the letters that an address got, without the number's name. */
async function subjects(email: string): Promise<string[]> {
  const rows = await ask<{ subject: string }>('select subject from mails where to_email = $1 order by id', [email])
  return rows.map(({ subject }) => subject.replace(/\(\d{3}\) 555-\d{4}/, 'N'))
}

async function ownerEmail({ scope }: TestAccount): Promise<string> {
  const [row] = await ask<{ email: string }>(
    "select p.email from memberships m join people p on p.id = m.person_id where m.account_id = $1 and m.role = 'owner'",
    [scope.accountId],
  )
  return row?.email ?? ''
}

describe('the anniversary', () => {
  test('a number of the 31st is charged on the last day of each shorter month, by two workers at once, once', async () => {
    const account = await owner(4)
    for (const day of ['2027-02-28', '2027-03-31', '2027-04-30']) {
      await on(`${day}T09:29:59.999Z`, chargeNumbers)
      const before = (await paidMonths(account)).length
      await on(`${day}T09:30:00.000Z`, () => Promise.all([chargeNumbers(), chargeNumbers(), chargeNumbers()]))
      await on(`${day}T11:00:00.000Z`, chargeNumbers)
      expect(await paidMonths(account)).toHaveLength(before + 1)
    }
    expect(await paidMonths(account)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'])
    expect(await books(account)).toMatchObject({ total: 0n, available: 0n, balance: { available: 0n, held: 0n } })
  })

  test('a number of the leap day is charged on 29 February only where there is one', async () => {
    const account = await owner(3, new Date('2028-01-29T00:00:00.000Z'))
    await on('2028-02-29T00:00:00.000Z', chargeNumbers)
    await on('2028-03-29T00:00:00.000Z', chargeNumbers)
    expect(await paidMonths(account)).toEqual(['2028-01-29', '2028-02-29', '2028-03-29'])
  })

  test('an account whose charge fails keeps no other waiting', async () => {
    const [broken, well] = [await owner(2), await owner(2)]
    const clash = `insert into ledger_postings (account_id, id, kind, source, destination, amount_nanos, reason, at, number, period_from)
      values ($1, gen_random_uuid(), 'monthly', 'available', 'usage', 1, 'x', now(), $2, '2027-02-28')`
    await ask(clash, [broken.scope.accountId, broken.from])
    await on('2027-02-28T10:00:00.000Z', chargeNumbers)
    expect(await paidMonths(well)).toEqual(['2027-01-31', '2027-02-28'])
    await ask('update numbers set charge_look_at = null where e164 = $1', [broken.from])
  })

  test('a worker that was away charges every month that began meanwhile, each once', async () => {
    const account = await owner(4)
    await on('2027-04-30T10:00:00.000Z', () => Promise.all([chargeNumbers(), chargeNumbers()]))
    expect(await paidMonths(account)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'])
  })

  test('the database itself refuses to take a month twice, and test money for a number', async () => {
    const account = await owner(5)
    const { accountId } = account.scope
    const again = tenantTransaction(accountId, (tx) =>
      postEntries(tx, accountId, [
        { kind: 'monthly', amountNanos: 1n, number: account.from, periodFrom: BOUGHT, reason: 'once more' },
      ]),
    )
    await expect(again).rejects.toThrow('ledger_once_a_month')
    const insert = `insert into ledger_postings (account_id, id, kind, source, destination, amount_nanos, reason, at, is_test, number, period_from)
      values ($1, gen_random_uuid(), 'setup', 'available', 'usage', 1, 'x', now(), true, $2, now())`
    await expect(ask(insert, [accountId, account.from])).rejects.toThrow('ledger_postings_of_number')
  })
})

describe('without the money', () => {
  test('warning, a week of grace with a reminder, suspension; then money comes and it works again: each told once', async () => {
    const account = await owner(1)
    const [finance, developer] = [await addMember(account, 'finance'), await addMember(account, 'developer')]
    const due = '2027-02-28T09:30:00.000Z'
    let told = 0
    const newsOf = async (day: string) => {
      await on(day, () => Promise.all([chargeNumbers(), chargeNumbers()]))
      const news = (await subjects(finance.email)).slice(told)
      told += news.length
      return news
    }
    expect(await newsOf(days(-3, due))).toEqual(['The balance will not cover N'])
    expect(await newsOf(days(-1, due))).toEqual([])
    expect(await newsOf(due)).toEqual(['The month of N could not be paid'])
    // In grace: it sends, were there money for a message, and is refused for that reason alone.
    await on(days(1, due), () => expect(accept(account)).rejects.toMatchObject({ code: 'insufficient_funds' }))
    expect(await newsOf(days(3.9, due))).toEqual([])
    expect(await newsOf(days(4, due))).toEqual(['In 3 days N stops sending'])
    expect(await newsOf(days(6.9, due))).toEqual([])
    expect(await on(days(6.9, due), () => readCharges(account.scope, account.from))).toMatchObject({
      owed: { nanos: MONTHLY_NANOS, months: 1, worksUntil: new Date(days(7, due)) },
    })
    expect(await stateOf(account)).toBe('enabled')
    expect(await newsOf(days(7, due))).toEqual(['N is suspended'])
    expect(await newsOf(days(8, due))).toEqual([])
    expect(await stateOf(account)).toBe('suspended')
    await expect(accept(account)).rejects.toMatchObject({ code: 'sender_not_enabled' })

    await on(days(9, due), () => creditAccount(account.scope, { amountNanos: MONTHLY_NANOS, reason: 'top up' }))
    expect([await stateOf(account), (await books(account)).available]).toEqual(['enabled', 0n])
    expect(await paidMonths(account)).toEqual(['2027-01-31', '2027-02-28'])
    const letters = [
      'The balance will not cover N',
      'The month of N could not be paid',
      'In 3 days N stops sending',
      'N is suspended',
      'N is paid and works',
    ]
    expect(await subjects(finance.email)).toEqual(letters)
    expect(await subjects(await ownerEmail(account))).toEqual(letters)
    expect(await subjects(developer.email)).toEqual([])
    const actions =
      "select action from audit_log where account_id = $1 and action in ('number.suspended', 'number.enabled_again') order by at"
    expect(await ask(actions, [account.scope.accountId])).toEqual([
      { action: 'number.suspended' },
      { action: 'number.enabled_again' },
    ])
  })

  test('while it is suspended, what comes in is kept, free and not passed on, and the message says why', async () => {
    const ago = (count: number) => new Date(Date.now() - count * DAY_MS).toISOString()
    const account = await owner(1, new Date(ago(50)))
    await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/' })
    await on(ago(15), chargeNumbers)
    await on(ago(7), chargeNumbers)
    // Money for the message is there; for the month it is not.
    await creditAccount(account.scope, { amountNanos: MONTHLY_NANOS - 1n, reason: 'a little' })
    await bring(inbound(account))
    const sql = `select m.status, m.price_nanos::text as price, e.detail ->> 'reason' as reason
      from messages m join message_events e on e.account_id = m.account_id and e.message_id = m.id where m.account_id = $1`
    expect(await ask(sql, [account.scope.accountId])).toEqual([
      { status: 'held', price: '0', reason: 'the number is suspended: free, kept here' },
    ])
    const hooks = await ask('select status, held_why from deliveries where account_id = $1', [account.scope.accountId])
    expect(hooks).toEqual([{ status: 'held', held_why: 'suspended' }])
  })

  test('money that covers one of two owed months is left where it is', async () => {
    const account = await owner(1)
    await on('2027-02-28T10:00:00.000Z', chargeNumbers)
    await on('2027-03-31T10:00:00.000Z', chargeNumbers)
    await on('2027-04-01T10:00:00.000Z', () =>
      creditAccount(account.scope, { amountNanos: MONTHLY_NANOS, reason: 'half' }),
    )
    expect([await stateOf(account), (await books(account)).available]).toEqual(['suspended', MONTHLY_NANOS])
    await on('2027-04-02T10:00:00.000Z', () =>
      creditAccount(account.scope, { amountNanos: MONTHLY_NANOS, reason: 'rest' }),
    )
    expect([await stateOf(account), (await books(account)).available]).toEqual(['enabled', 0n])
    expect(await paidMonths(account)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31'])
  })

  test('several numbers are one letter, with the sum', async () => {
    const account = await owner(1)
    const more = takeNumbers('longcode', 2)
    await putInStock(more, { setupNanos: 0n })
    await creditAccount(account.scope, { amountNanos: 2n * MONTHLY_NANOS, reason: 'for two' })
    for (const e164 of more) await withClockAt(BOUGHT, () => buyNumber(account.scope, e164))
    await on('2027-02-28T10:00:00.000Z', chargeNumbers)
    const [letter] = await ask<{ subject: string; body: string }>(
      "select subject, body from mails where to_email = $1 and subject like 'The month%'",
      [await ownerEmail(account)],
    )
    expect(letter?.subject).toBe('The month of 3 numbers could not be paid')
    expect(letter?.body).toContain('in all $3.75; the balance is $0.00')
  })
})

describe('released', () => {
  test('no month is charged; taken back, the month that began meanwhile is', async () => {
    const account = await owner(3)
    await on('2027-02-27T10:00:00.000Z', () =>
      releaseNumber(account.scope, { e164: account.from, typed: account.from }),
    )
    await on('2027-03-01T10:00:00.000Z', chargeNumbers)
    expect(await paidMonths(account)).toEqual(['2027-01-31'])
    await on('2027-03-02T10:00:00.000Z', () => takeBackNumber(account.scope, { e164: account.from }))
    await on('2027-03-02T10:00:15.000Z', chargeNumbers)
    expect(await paidMonths(account)).toEqual(['2027-01-31', '2027-02-28'])
  })
})
