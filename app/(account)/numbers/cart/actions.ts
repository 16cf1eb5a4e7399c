'use server'

import { refresh, revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { accountAction, text, texts } from '#app/_web/action.ts'
import { readZone } from '#app/_web/display.ts'
import { clock, zoneName } from '#components/time/zone.ts'
import { buyCart as buyAll } from '#domain/numbers/buy-cart.ts'
import { nameNumbers } from '#domain/numbers/format-number.ts'
import { removeFromCart as remove } from '#domain/numbers/remove-from-cart.ts'
import { reserveNumbers } from '#domain/numbers/reserve-numbers.ts'

export const addToCart = accountAction('add to cart', 'numbers.manage', async ({ scope, account }, form) => {
  const { name: zone } = await readZone(account.timeZone)
  const { reserved, gone, until } = await reserveNumbers(scope, texts(form, 'number'))
  refresh()
  const kept = `In your cart until ${clock(until.toISOString(), zone).slice(0, 5)} ${zoneName(zone)}: ${nameNumbers(reserved)}.`
  if (gone.length === 0) return { message: kept }
  return { ok: false, message: `${kept} Somebody else was quicker with ${nameNumbers(gone)}.` }
})

/** What a form of the cart names; what is no number was typed by nobody. */
function numbersOf(form: FormData): string[] {
  return texts(form, 'number').filter((number) => /^\+1\d{10}$/.test(number))
}

export const removeFromCart = accountAction('remove from cart', 'numbers.manage', async ({ scope }, form) => {
  await remove(scope, numbersOf(form))
  refresh()
  return {}
})

export const buyCart = accountAction(
  'buy cart',
  'numbers.manage',
  async ({ scope }, form) => {
    const seen = text(form, 'seen_nanos')
    const seenNanos = /^\d{1,18}$/.test(seen) ? BigInt(seen) : -1n
    const { numbers } = await buyAll(scope, { numbers: numbersOf(form), seenNanos })
    // The balance in the bar as well.
    revalidatePath('/', 'layout')
    redirect(`/numbers/bought?${new URLSearchParams(numbers.map((e164) => ['number', e164.slice(1)]))}`)
  },
  { sudo: true },
)
