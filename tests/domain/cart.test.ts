/** The cart: a number in it is kept for ten minutes, and bought with all the others or not at all. */
import { describe, expect, test } from 'vitest'
import { buyCart } from '#domain/numbers/buy-cart.ts'
import { buyNumber } from '#domain/numbers/buy-number.ts'
import { countCart, readCart } from '#domain/numbers/read-cart.ts'
import { removeFromCart } from '#domain/numbers/remove-from-cart.ts'
import { MOST_IN_CART, RESERVE_MS, reserveNumbers } from '#domain/numbers/reserve-numbers.ts'
import { MINUTE_MS, withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount, takeNumbers } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { inStock, MONTHLY_NANOS, putInStock, SETUP_NANOS } from '#tests/support/stock.ts'

const PRICE = SETUP_NANOS + MONTHLY_NANOS
const START = Date.now()
const later = <T>(ms: number, work: () => Promise<T>) => withClockAt(new Date(START + ms), work)
const buyer = (dollars = '100') => makeAccount({ longcodes: 0, dollars })
const standings = async ({ scope }: TestAccount) =>
  Object.fromEntries((await readCart(scope)).lines.map(({ e164, standing }) => [e164, standing]))

async function forSale(count = 1): Promise<string[]> {
  const numbers = takeNumbers('longcode', count)
  await putInStock(numbers)
  return numbers
}

describe('reserving', () => {
  test('for ten minutes nobody else can reserve or buy it; then it is free, and who was first is told', async () => {
    const [one, two, [e164 = '']] = [await buyer(), await buyer(), await forSale()]
    const { until } = await later(0, () => reserveNumbers(one.scope, [e164]))
    expect(until.getTime()).toBe(START + RESERVE_MS)
    await later(RESERVE_MS - 1, async () => {
      await expect(reserveNumbers(two.scope, [e164])).rejects.toMatchObject({ code: 'number_taken' })
      await expect(buyNumber(two.scope, e164)).rejects.toMatchObject({ code: 'number_taken' })
      expect(await standings(one)).toEqual({ [e164]: 'reserved' })
    })
    await later(RESERVE_MS, async () => {
      expect(await standings(one)).toEqual({ [e164]: 'free' })
      await reserveNumbers(two.scope, [e164])
      expect([await standings(one), await standings(two)]).toEqual([{ [e164]: 'gone' }, { [e164]: 'reserved' }])
    })
  })

  test('asked again meanwhile, it is not kept longer: nobody holds a number for ever without buying it', async () => {
    const [account, [e164 = '']] = [await buyer(), await forSale()]
    await later(0, () => reserveNumbers(account.scope, [e164]))
    await later(8 * MINUTE_MS, () => reserveNumbers(account.scope, [e164]))
    await later(9 * MINUTE_MS, async () => expect(await standings(account)).toEqual({ [e164]: 'reserved' }))
    await later(RESERVE_MS, async () => expect(await standings(account)).toEqual({ [e164]: 'free' }))
    expect(await countCart(account.scope)).toBe(1)
  })

  test('of several, those that somebody else holds are named and the rest is kept', async () => {
    const [one, two, [first = '', second = '']] = [await buyer(), await buyer(), await forSale(2)]
    await reserveNumbers(one.scope, [first])
    expect(await reserveNumbers(two.scope, [first, second])).toMatchObject({ reserved: [second], gone: [first] })
    expect(await standings(two)).toEqual({ [second]: 'reserved' })
  })

  test('two people who want the same number at once: one has it', async () => {
    const [one, two, [e164 = '']] = [await buyer(), await buyer(), await forSale()]
    const tried = await Promise.allSettled([one, two].map(({ scope }) => reserveNumbers(scope, [e164])))
    expect(tried.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('nobody keeps more than fifty, however the requests come', async () => {
    const [account, numbers] = [await buyer(), await forSale(MOST_IN_CART + 10)]
    const halves = [numbers.slice(0, 30), numbers.slice(30)]
    const tried = await Promise.allSettled(halves.map((half) => reserveNumbers(account.scope, half)))
    expect(tried.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual(['cart_full'])
    expect(await countCart(account.scope)).toBe(30)
    await expect(reserveNumbers(account.scope, numbers)).rejects.toMatchObject({ code: 'cart_full' })
  })

  test('what is removed from the cart can be bought by anybody at once; a stranger removes nothing', async () => {
    const [one, two, [e164 = '']] = [await buyer(), await buyer(), await forSale()]
    await reserveNumbers(one.scope, [e164])
    await removeFromCart(two.scope, [e164])
    expect(await standings(one)).toEqual({ [e164]: 'reserved' })
    await removeFromCart(one.scope, [e164])
    expect((await buyNumber(two.scope, e164)).number.e164).toBe(e164)
  })
})

describe('buying the cart', () => {
  test('all of it, with one sum that was seen before', async () => {
    const [account, numbers] = [await buyer(), await forSale(3)]
    await reserveNumbers(account.scope, numbers)
    const cart = await readCart(account.scope)
    expect([cart.setupNanos, cart.monthlyNanos]).toEqual([3n * SETUP_NANOS, 3n * MONTHLY_NANOS])
    const seenNanos = cart.setupNanos + cart.monthlyNanos
    expect((await buyCart(account.scope, { numbers, seenNanos })).numbers).toEqual(numbers.toSorted())
    expect([await countCart(account.scope), await inStock(numbers)]).toEqual([0, []])
    expect(await books(account)).toMatchObject({ usage: 3n * PRICE, total: 0n })
    // The same form once more, from a second press or a page that was reloaded.
    await buyCart(account.scope, { numbers, seenNanos })
    expect((await books(account)).usage).toBe(3n * PRICE)
  })

  test('pressed twice at once, it is bought once, and both are told that it was', async () => {
    const [account, numbers] = [await buyer(), await forSale(2)]
    await reserveNumbers(account.scope, numbers)
    const press = () => buyCart(account.scope, { numbers, seenNanos: 2n * PRICE })
    const both = await Promise.all([press(), press()])
    expect(both.map((one) => one.numbers.toSorted())).toEqual([numbers.toSorted(), numbers.toSorted()])
    expect((await books(account)).usage).toBe(2n * PRICE)
  })

  test('one that is gone, and none is bought: it is named', async () => {
    const [account, other, numbers] = [await buyer(), await buyer(), await forSale(3)]
    await later(0, () => reserveNumbers(account.scope, numbers))
    await later(RESERVE_MS, async () => {
      await buyNumber(other.scope, numbers[1] ?? '')
      const bought = buyCart(account.scope, { numbers, seenNanos: 3n * PRICE })
      await expect(bought).rejects.toMatchObject({
        code: 'number_taken',
        message: expect.stringMatching(/^\(\d{3}\) 555-01\d\d cannot/),
      })
    })
    expect((await books(account)).usage).toBe(0n)
  })

  test('at another price than was shown, or without the money, nothing is bought', async () => {
    const [account, [e164 = '']] = [await makeAccount({ longcodes: 0, nanos: PRICE }), await forSale()]
    await ask('update inventory set monthly_nanos = monthly_nanos - 1 where e164 = $1', [e164])
    const numbers = [e164]
    await expect(buyCart(account.scope, { numbers, seenNanos: PRICE })).rejects.toMatchObject({ code: 'price_changed' })
    await ask('update inventory set monthly_nanos = monthly_nanos + 2 where e164 = $1', [e164])
    await expect(buyCart(account.scope, { numbers, seenNanos: PRICE + 1n })).rejects.toMatchObject({
      code: 'insufficient_funds_numbers',
    })
    expect([(await books(account)).usage, await inStock(numbers)]).toEqual([0n, numbers])
  })
})
