import { expect, test } from '@playwright/test'
import { openAccount, signIn } from './account.ts'

test('a number is found by its city and its last digits, kept for ten minutes, and not shown to others', async ({
  page,
  browser,
}) => {
  await signIn(page, await openAccount())
  await page.goto('/numbers')
  await page.getByRole('link', { name: 'Find numbers' }).click()
  await page.getByLabel('City').fill('Chicago')
  await page.getByLabel('Ends with').fill('77')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page).toHaveURL(/city=Chicago/)
  const row = page.getByRole('row', { name: /\(312\) 555-0177/ })
  await expect(row).toContainText('Chicago, IL')
  await expect(row).toContainText('$1.25')
  await row.getByRole('button', { name: 'Reserve (312) 555-0177' }).click()
  await row.getByRole('link', { name: 'In your cart' }).click()
  await expect(page.getByRole('row', { name: /\(312\) 555-0177/ })).toBeVisible()

  const other = await (await browser.newContext()).newPage()
  await signIn(other, await openAccount())
  await other.goto('/numbers/search?area=312&exchange=555&ends=77')
  await expect(other.getByText('No number in stock is all of this at once')).toBeVisible()
  await expect(other.getByRole('heading', { name: /Other area codes of Chicago/ })).toBeVisible()
  await expect(other.getByRole('cell', { name: '(312) 555-0177' })).toHaveCount(0)
})

test('letters are found by their keys and shown as letters; filters are chips that come off again', async ({
  page,
}) => {
  await signIn(page, await openAccount())
  await page.goto('/numbers/search?letters=555-01-PF')
  await expect(page.getByRole('row', { name: /\(206\) 555-0173/ })).toContainText('1-206-555-01-PF')
  await page.getByRole('link', { name: 'Remove filter: Spells 555-01-PF' }).click()
  await expect(page).toHaveURL('/numbers/search')
  const first = await page.getByRole('row').nth(1).textContent()
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(page.getByRole('link', { name: 'Previous' })).toBeVisible()
  await page.getByRole('link', { name: 'Previous' }).click()
  await expect(page.getByRole('row').nth(1)).toHaveText(first ?? '')
})

test('a block is kept as a whole', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/numbers/search?area=907&exchange=555&block=5')
  await page
    .getByRole('button', { name: /^Reserve 5 from/ })
    .first()
    .click()
  await expect(page.getByRole('navigation', { name: 'Numbers' }).getByRole('link', { name: /Cart\s*5/ })).toBeVisible()
})

test('what cannot be read in a search is marked beside its field, and the rest is kept', async ({ page }) => {
  await signIn(page, await openAccount())
  await page.goto('/numbers/search?city=Seattle&area=20&block=1')
  await expect(page.getByRole('textbox', { name: 'Area code' })).toHaveAccessibleDescription(/Three digits/)
  await expect(page.getByRole('textbox', { name: 'In a row' })).toHaveAccessibleDescription(/2 to 50/)
  await expect(page.getByRole('textbox', { name: 'City' })).toHaveValue('Seattle')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a number is searched and kept all the same', async ({ page }) => {
    await signIn(page, await openAccount())
    await page.goto('/numbers/search')
    await page.getByLabel('City').fill('Detroit')
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await page
      .getByRole('button', { name: /^Reserve \(313\) 555-01/ })
      .first()
      .click()
    await expect(page.getByRole('link', { name: 'In your cart' })).toBeVisible()
  })
})
