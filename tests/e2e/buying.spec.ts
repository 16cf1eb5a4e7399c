import { expect, type Page, test } from '@playwright/test'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { ask, openAccount, PHONE, send, signIn } from './account.ts'
import { putForSale, runOut } from './stock.ts'

const reserve = async (page: Page, e164: string) => {
  await page.goto(`/numbers/search?starts=${e164.slice(2)}`)
  await page.getByRole('button', { name: `Reserve ${formatNumber(e164)}` }).click()
  await expect(page.getByRole('link', { name: 'In your cart' })).toBeVisible()
}
const rowOf = (page: Page, e164: string) => page.getByRole('row', { name: formatNumber(e164) })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('numbers are reserved, kept until a time that is told, and bought together; one sends at once', async ({
      page,
    }) => {
      const account = await openAccount({ credit: '10.00' })
      const [first = '', second = '', third = ''] = await putForSale(3)
      await signIn(page, account)
      for (const e164 of [first, second, third]) await reserve(page, e164)
      await page.goto('/numbers/cart')
      await expect(page.getByRole('link', { name: 'Cart 3' })).toBeVisible()
      await expect(rowOf(page, first)).toContainText(/until \d\d:\d\d/)
      if (javaScriptEnabled) await expect(rowOf(page, first)).toContainText(/\d:\d\d left/)
      await page.getByRole('button', { name: `Remove ${formatNumber(third)}` }).click()
      await expect(rowOf(page, third)).toHaveCount(0)
      const sums = page.getByRole('region', { name: 'What it costs' })
      await expect(sums).toContainText('To pay now$4.50')
      await expect(sums).toContainText('Balance after it$5.50')
      await page.getByRole('button', { name: 'Buy these 2 numbers for $4.50' }).click()

      await expect(page.getByText('2 numbers are yours, ready to send and receive text.')).toBeVisible()
      await expect(page.getByRole('banner')).toContainText('$5.50')
      await send({ ...account, from: first }, { to: PHONE })
      await page
        .getByRole('listitem')
        .filter({ hasText: formatNumber(first) })
        .getByRole('link')
        .click()
      await expect(page.getByRole('heading', { name: formatNumber(first) })).toBeVisible()
    })

    test('what has run out is said on its row, and can be reserved again while nobody else has it', async ({
      page,
    }) => {
      const [account, other] = [await openAccount(), await openAccount()]
      const [free = '', taken = ''] = await putForSale(2)
      await signIn(page, account)
      for (const e164 of [free, taken]) await reserve(page, e164)
      await runOut([free, taken])
      await ask(
        `update inventory set reserved_by = (select account_id from number_owners where e164 = $2),
           reserved_until = now() + interval '10 minutes' where e164 = $1`,
        [taken, other.from],
      )
      await page.goto('/numbers/cart')
      await expect(rowOf(page, taken)).toContainText('Somebody else has taken it')
      await expect(rowOf(page, free)).toContainText('Ran out; still free')
      await expect(page.getByRole('button', { name: /^Buy/ })).toHaveCount(0)
      await page.getByRole('button', { name: `Try again to reserve ${formatNumber(free)}` }).click()
      await expect(rowOf(page, free)).toContainText(/until \d\d:\d\d/)
      await expect(page.getByRole('button', { name: 'Buy this number for $2.25' })).toBeVisible()
    })

    test('a number is released by typing it, and taken back as it was', async ({ page }) => {
      const account = await openAccount()
      await signIn(page, account)
      await page.goto(`/numbers/${account.from.slice(1)}`)
      const typed = page.getByLabel(/To confirm, type the number/)
      await typed.fill('+12065550199')
      await page.getByRole('button', { name: 'Release this number' }).click()
      await expect(page.getByText('Type the number as it stands here')).toBeVisible()
      await typed.fill(formatNumber(account.from))
      await page.getByRole('button', { name: 'Release this number' }).click()
      await expect(page.getByRole('heading', { name: 'Take it back' })).toBeVisible()
      await expect(send(account)).rejects.toThrow('403')
      await page.getByRole('button', { name: 'Take this number back' }).click()
      await expect(page.getByRole('button', { name: 'Release this number' })).toBeVisible()
      await send(account)
    })
  })
}

test('somebody who was slower is told which number is gone, and pays nothing', async ({ page }) => {
  const [account, other] = [await openAccount(), await openAccount()]
  const [mine = '', lost = ''] = await putForSale(2)
  await signIn(page, account)
  for (const e164 of [mine, lost]) await reserve(page, e164)
  await page.goto('/numbers/cart')
  await expect(page.getByRole('button', { name: /^Buy these 2/ })).toBeVisible()
  await ask(
    `update inventory set reserved_by = (select account_id from number_owners where e164 = $2) where e164 = $1`,
    [lost, other.from],
  )
  await page.getByRole('button', { name: /^Buy these 2/ }).click()
  await expect(page.getByText(`${formatNumber(lost)} cannot be bought`)).toBeVisible()
  await expect(page.getByRole('banner')).toContainText('$5.00')
})

test('a cart is bought by keyboard alone, and says what is missing where the balance does not cover it', async ({
  page,
}) => {
  const account = await openAccount({ credit: '3.00' })
  const [first = '', second = ''] = await putForSale(2)
  await signIn(page, account)
  for (const e164 of [first, second]) await reserve(page, e164)
  await page.goto('/numbers/cart')
  await expect(page.getByText('$1.50 is missing')).toBeVisible()
  const remove = page.getByRole('button', { name: `Remove ${formatNumber(second)}` })
  await remove.focus()
  await page.keyboard.press('Enter')
  await expect(rowOf(page, second)).toHaveCount(0)
  await page.getByRole('button', { name: `Remove ${formatNumber(first)}` }).focus()
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toHaveText('Buy this number for $2.25')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The number is yours')).toBeVisible()
})
