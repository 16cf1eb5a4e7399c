/** Thresholds of the balance: told once at the crossing itself, and recharged once, whoever crosses it and however many workers there are. */
import '#tests/support/stripe/for-this-file.ts'

import { describe, expect, test } from 'vitest'
import { creditAccount } from '#domain/ledger/credit-account.ts'
import { verifyBooks } from '#domain/ledger/verify-books.ts'
import { chooseCard } from '#domain/payments/change-cards.ts'
import { listPayments, showMoneySettings } from '#domain/payments/list-payments.ts'
import { receiveEvent } from '#domain/payments/receive-event.ts'
import { TRIES_AGAIN_MS } from '#domain/payments/record-declined.ts'
import { runLowBalanceLetters, runRecharges } from '#domain/payments/run-money-signals.ts'
import { setAlerts } from '#domain/payments/set-alerts.ts'
import { setRecharge } from '#domain/payments/set-recharge.ts'
import { startSavingCard } from '#domain/payments/start-saving-card.ts'
import { now, withClockAt } from '#lib/time.ts'
import { makeAccount, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { books } from '#tests/support/books.ts'
import { letters } from '#tests/support/mails.ts'
import { accept, answer, claim, outcome } from '#tests/support/road.ts'
import { intentOf } from '#tests/support/stripe/double.ts'
import { stripeDouble } from '#tests/support/stripe/for-this-file.ts'

const DOLLAR = 1_000_000_000n
const CHOICE = { on: true, below: '10', amount: '25', day: '100', month: '500' }
const available = async ({ scope }: TestAccount) => (await books({ scope })).balance.available
const runMoneySignals = async () => [await runLowBalanceLetters(), await runRecharges()]
const later = (ms: number, work: () => Promise<unknown>) => withClockAt(new Date(now().getTime() + ms), work)

/** $10.00 to the nanodollar: the next message crosses it. With a card of this number. */
async function holder(last4: string, choice: Partial<typeof CHOICE> = {}): Promise<TestAccount> {
  const account = await makeAccount({ dollars: '10' })
  await startSavingCard(account.scope)
  const { customerId: customer } = await showMoneySettings(account.scope)
  const card = { brand: 'visa', last4, exp_month: 8, exp_year: 2031 }
  const { bytes, signature } = stripeDouble.event('payment_method.attached', {
    id: `pm_${customer}_${last4}`,
    customer,
    card,
  })
  await receiveEvent(bytes, signature, null)
  await setRecharge(account.scope, { ...CHOICE, ...choice })
  await setAlerts(account.scope, '')
  return account
}

describe('a low balance', () => {
  test('is told while Stripe has not been asked for a recharge yet', async () => {
    const account = await holder('4242')
    await setAlerts(account.scope, '10')
    await accept(account)
    await runLowBalanceLetters()
    expect(await letters(account)).toHaveLength(1)
    expect((await listPayments(account.scope, null)).payments).toEqual([])
    await runRecharges()
    expect((await listPayments(account.scope, null)).payments).toHaveLength(1)
  })

  test('is told once at the crossing, however often holds and releases swing around it, and again after money has come', async () => {
    const account = await makeAccount({ dollars: '10' })
    for (let swing = 0; swing < 3; swing += 1) {
      await accept(account)
      await runMoneySignals()
      expect(await available(account)).toBe(10n * DOLLAR - PART_NANOS)
      await answer(account, await claim(account), () => outcome.rejected())
      expect(await available(account)).toBe(10n * DOLLAR)
    }
    expect(await letters(account)).toEqual(['The balance is below $10.00'])
    await creditAccount(account.scope, { amountNanos: PART_NANOS, reason: 'a little' })
    await accept(account)
    await accept(account)
    await runMoneySignals()
    expect(await letters(account)).toHaveLength(2)
  })

  test('is told at its own thresholds; the last when nothing is left', async () => {
    const account = await makeAccount({ nanos: 10_000_000n + PART_NANOS })
    await setAlerts(account.scope, '0.01; 2.50')
    await accept(account)
    await accept(account)
    await Promise.all([runMoneySignals(), runMoneySignals()])
    expect(await letters(account)).toEqual(['The balance is used up'])
    await expect(setAlerts(account.scope, '10,5 3')).rejects.toMatchObject({
      fields: { alerts: [expect.stringContaining('commas')] },
    })
  })
})

describe('auto-recharge', () => {
  test('charges once when twenty messages cross at once and three workers see it', async () => {
    const account = await holder('4242')
    await Promise.all(Array.from({ length: 20 }, () => accept(account)))
    await Promise.all([runMoneySignals(), runMoneySignals(), runMoneySignals()])
    await runMoneySignals()
    expect(stripeDouble.tries(account.scope.accountId)).toBe(1)
    expect(await available(account)).toBe(35n * DOLLAR - 20n * PART_NANOS)
    const { payments } = await listPayments(account.scope, null)
    expect(payments).toMatchObject([{ kind: 'recharge', state: 'succeeded', last4: '4242', receiptNumber: 1 }])
    expect((await verifyBooks(account.scope)).whole).toBe(true)
  })

  test('is not missed when a hold that crossed was released before the worker looked, and the next one stays', async () => {
    const account = await holder('4242')
    await accept(account)
    await answer(account, await claim(account), () => outcome.rejected())
    await runMoneySignals()
    expect(stripeDouble.tries(account.scope.accountId)).toBe(0)
    await accept(account)
    await runMoneySignals()
    expect(stripeDouble.tries(account.scope.accountId)).toBe(1)
  })

  test('charges once when the answer is lost on the way: it asks again and hears of the same', async () => {
    const account = await holder('4242')
    await accept(account)
    for (let call = 0; call < 3; call += 1) stripeDouble.breakNext()
    await runMoneySignals()
    await later(3 * 60_000, runMoneySignals)
    expect(stripeDouble.tries(account.scope.accountId)).toBe(1)
    expect(await available(account)).toBe(35n * DOLLAR - PART_NANOS)
  })

  test('never asks again after a day of silence: it turns itself off and says why', async () => {
    const account = await holder('4242')
    await accept(account)
    for (let call = 0; call < 3; call += 1) stripeDouble.breakNext()
    await runMoneySignals()
    await later(21 * 3_600_000, runMoneySignals)
    expect(await available(account)).toBe(10n * DOLLAR - PART_NANOS)
    const { recharge } = await showMoneySettings(account.scope)
    expect(recharge).toMatchObject({ isOn: false, stopped: expect.stringContaining('for a day') })
  })

  test('that does not reach its threshold is another crossing, up to the most of a day', async () => {
    const account = await holder('4242', { below: '100', day: '50' })
    await accept(account)
    for (let round = 0; round < 5; round += 1) await runMoneySignals()
    expect(stripeDouble.tries(account.scope.accountId)).toBe(2)
    expect(await letters(account)).toEqual(['Auto-recharge has reached its most for this day'])
  })

  test('that is declined tells, tries again twice, and turns itself off', async () => {
    const account = await holder('0341')
    await accept(account)
    let at = 0
    for (const waitMs of [0, ...TRIES_AGAIN_MS, 24 * 3_600_000]) {
      at += waitMs
      await later(at + 1_000, runMoneySignals)
      await later(at + 2_000, runMoneySignals)
    }
    expect(stripeDouble.tries(account.scope.accountId)).toBe(3)
    expect(await available(account)).toBe(10n * DOLLAR - PART_NANOS)
    expect(await letters(account)).toHaveLength(3)
    const { recharge } = await showMoneySettings(account.scope)
    expect(recharge).toMatchObject({ isOn: false, stopped: expect.stringContaining('three times in a row') })
  })

  test('credits what was declined and then paid after all, also when its crossing was charged again since', async () => {
    const account = await holder('0341')
    const { scope } = account
    await accept(account)
    await runMoneySignals()
    const [declined] = (await listPayments(scope, null)).payments
    const { customerId: customer } = await showMoneySettings(scope)
    const card = { brand: 'visa', last4: '4242', exp_month: 8, exp_year: 2031 }
    const added = stripeDouble.event('payment_method.attached', { id: 'pm_second_4242', customer, card })
    await receiveEvent(added.bytes, added.signature, null)
    await chooseCard(scope, 'pm_second_4242')
    await later((TRIES_AGAIN_MS[0] ?? 0) + 1_000, runMoneySignals)
    const metadata = { account_id: scope.accountId, payment_id: declined?.id ?? '' }
    const intent = intentOf({ amount: 2500, metadata, customer: customer ?? '', card: `pm_${customer}_0341` })
    const paid = stripeDouble.event('payment_intent.succeeded', intent)
    expect(await receiveEvent(paid.bytes, paid.signature, null)).toBe('done')
    expect(await receiveEvent(paid.bytes, paid.signature, null)).toBe('seen')
    expect(await available(account)).toBe(60n * DOLLAR - PART_NANOS)
    const states = (await listPayments(scope, null)).payments.map(({ state, receiptNumber }) => [state, receiptNumber])
    expect(states).toEqual([
      ['succeeded', 1],
      ['succeeded', 2],
    ])
    expect((await verifyBooks(scope)).whole).toBe(true)
  })

  test('keeps to the most of a day of 23 hours in the account’s zone, and goes on when the next begins', async () => {
    const account = await holder('4242', { day: '25', below: '100' })
    await withClockAt(new Date('2027-03-14T08:30:00Z'), runMoneySignals)
    expect(stripeDouble.tries(account.scope.accountId)).toBe(1)
    // 23:59 of that day: in winter time it would be the day before.
    await withClockAt(new Date('2027-03-15T06:59:00Z'), runMoneySignals)
    expect(stripeDouble.tries(account.scope.accountId)).toBe(1)
    await withClockAt(new Date('2027-03-15T07:00:00Z'), runMoneySignals)
    expect(stripeDouble.tries(account.scope.accountId)).toBe(2)
  })
})
