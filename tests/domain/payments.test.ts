/** Paying by card: amounts are exact or refused, what is somebody else's cannot be touched, and a receipt is there for what was paid. */
import '#tests/support/stripe/for-this-file.ts'

import { expect, test } from 'vitest'
import { readBalance } from '#domain/ledger/read-balance.ts'
import { askPending } from '#domain/payments/ask-pending.ts'
import { chooseCard, listCards, removeCard } from '#domain/payments/change-cards.ts'
import { listPayments, showMoneySettings } from '#domain/payments/list-payments.ts'
import { readReceipt } from '#domain/payments/read-receipt.ts'
import { receiveEvent } from '#domain/payments/receive-event.ts'
import { setRecharge } from '#domain/payments/set-recharge.ts'
import { startSavingCard } from '#domain/payments/start-saving-card.ts'
import { startTopUp } from '#domain/payments/start-top-up.ts'
import { MINUTE_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { addMember } from '#tests/support/member.ts'
import { intentOf, type Json } from '#tests/support/stripe/double.ts'
import { stripeDouble } from '#tests/support/stripe/for-this-file.ts'

const CHOICE = { on: true, below: '10', amount: '25', day: '100', month: '500' }

async function tell(type: string, object: Json, more?: Json): Promise<string> {
  const { bytes, signature } = stripeDouble.event(type, object, more)
  return receiveEvent(bytes, signature, null)
}

async function saveCard({ scope }: TestAccount, id: string): Promise<void> {
  await startSavingCard(scope)
  const { customerId: customer } = await showMoneySettings(scope)
  const card = { brand: 'visa', last4: id.slice(-4), exp_month: 8, exp_year: 2031 }
  await tell('payment_method.attached', { id, customer, card })
}

test.each(['0.1 + 0.2', 'NaN', '1e309', '9007199254740993', '-25', '25,50', ''])(
  'a top-up of “%s” is refused with a sentence, and nothing is begun',
  async (amount) => {
    const { scope } = await makeAccount()
    await expect(startTopUp(scope, { amount, saveCard: false })).rejects.toMatchObject({ code: 'invalid' })
    expect((await listPayments(scope, null)).payments).toEqual([])
  },
)

test('a top-up leads to a page for exactly its amount; paid, it has a receipt, and the next has the next number', async () => {
  const account = await makeAccount({ nanos: 0n })
  for (const amount of ['25.07', '30']) {
    expect(await startTopUp(account.scope, { amount, saveCard: false })).toContain(stripeDouble.url)
    const [payment] = (await listPayments(account.scope, null)).payments
    await expect(readReceipt(account.scope, payment?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
    const metadata = { account_id: account.scope.accountId, payment_id: payment?.id ?? '' }
    const cents = Number(amount.replace('.', '').padEnd(4, '0'))
    await tell('payment_intent.succeeded', intentOf({ amount: cents, metadata, customer: 'cus_1', card: 'pm_4242' }))
  }
  expect((await readBalance(account.scope)).availableNanos).toBe(55_070_000_000n)
  const { payments } = await listPayments(account.scope, null)
  expect(payments.map(({ receiptNumber }) => receiptNumber)).toEqual([2, 1])
  const { name, pdf } = await readReceipt(account.scope, payments[0]?.id ?? '')
  expect(name).toMatch(/^R-[0-9A-F]{6}-0002$/)
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  const stranger = await makeAccount()
  await expect(readReceipt(stranger.scope, payments[0]?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
})

test('cards: the first is charged, another can be chosen, and without the last auto-recharge is off', async () => {
  const account = await makeAccount({ dollars: '100' })
  const [one, other] = [`pm_${account.keyId.replaceAll('-', '')}_4242`, `pm_${account.keyId.replaceAll('-', '')}_4444`]
  await expect(setRecharge(account.scope, CHOICE)).rejects.toMatchObject({ code: 'no_card' })
  await saveCard(account, one)
  await saveCard(account, other)
  await setRecharge(account.scope, CHOICE)
  await chooseCard(account.scope, other)
  expect((await listCards(account.scope)).map(({ id, isDefault }) => [id, isDefault])).toEqual([
    [other, true],
    [one, false],
  ])
  const stranger = await makeAccount()
  for (const verb of [chooseCard, removeCard]) {
    await expect(verb(stranger.scope, one)).rejects.toMatchObject({ code: 'not_found' })
    await expect(verb(account.scope, 'pm_\0')).rejects.toMatchObject({ code: 'not_found' })
  }
  await removeCard(account.scope, other)
  expect(await listCards(account.scope)).toMatchObject([{ id: one, isDefault: true }])
  await removeCard(account.scope, one)
  // Told late: it stays gone.
  await saveCard(account, one)
  expect(await listCards(account.scope)).toEqual([])
  const { recharge } = await showMoneySettings(account.scope)
  expect(recharge).toMatchObject({ isOn: false, stopped: expect.stringContaining('last card was removed') })
})

test('a payment of which no event ever told is found by asking, and credited once', async () => {
  const account = await makeAccount({ nanos: 0n })
  const page = await startTopUp(account.scope, { amount: '25', saveCard: false })
  await askPending()
  await fetch(page, { method: 'POST', body: new URLSearchParams({ card: '4242' }), redirect: 'manual' })
  for (const minutes of [6, 22]) {
    const later = new Date(now().getTime() + minutes * MINUTE_MS)
    await withClockAt(later, () => Promise.all([askPending(), askPending()]))
    expect((await readBalance(account.scope)).availableNanos).toBe(25_000_000_000n)
  }
})

test('only owners, admins and finance pay; who may not read the balance reads no payments', async () => {
  const account = await makeAccount()
  const { scope: finance } = await addMember(account, 'finance')
  expect(await startTopUp(finance, { amount: '25', saveCard: false })).toContain('/pay/')
  const { scope: developer } = await addMember(account, 'developer')
  await expect(startTopUp(developer, { amount: '25', saveCard: false })).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(listPayments(developer, null)).rejects.toMatchObject({ code: 'not_allowed' })
})

test('payment pages are opened so many at a time, and whoever opens more is told to wait', async () => {
  const { scope } = await makeAccount()
  for (let page = 0; page < 20; page += 1) await startTopUp(scope, { amount: '5', saveCard: false })
  await expect(startTopUp(scope, { amount: '5', saveCard: false })).rejects.toMatchObject({ code: 'slow_down' })
  await expect(startSavingCard(scope)).rejects.toMatchObject({ code: 'slow_down' })
  expect(await startTopUp((await makeAccount()).scope, { amount: '5', saveCard: false })).toContain(stripeDouble.url)
})
