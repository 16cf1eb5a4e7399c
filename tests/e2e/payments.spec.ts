import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { ask, openAccount, send, signIn } from './account.ts'
import { expectNoBarriers } from './barriers.ts'

const PATH = '/billing/payments'

test('a finance person tops up by card without JavaScript, and is told what is wrong with an amount', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await signIn(page, await openAccount())
  await page.goto(PATH)
  const amount = page.getByLabel('Amount in US dollars')
  for (const [typed, why] of [
    ['0.1 + 0.2', 'This is no amount'],
    ['25,50', 'without commas'],
    ['1e309', 'This is no amount'],
  ] as const) {
    await amount.fill(typed)
    await page.getByRole('button', { name: 'Go on to the card' }).click()
    await expect(amount).toHaveAccessibleDescription(new RegExp(why))
    await expect(amount).toHaveValue(typed)
  }
  await amount.fill('25.50')
  await page.getByRole('button', { name: 'Go on to the card' }).click()
  await page.getByRole('button', { name: 'Pay $25.50' }).click()
  await expect(page.getByText('$25.50 has arrived and can be spent.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Balance $30.50' })).toBeVisible()
  await context.close()
})

test('a card that is saved is charged once when a message crosses the threshold, and each payment has its receipt', async ({
  page,
}) => {
  const account = await openAccount({ credit: '10.00' })
  await signIn(page, account)
  await page.goto(PATH)
  await page.getByRole('button', { name: 'Save a card' }).click()
  await page.getByRole('button', { name: 'Save your card' }).click()
  await expect(page.getByText('Visa •••• 4242', { exact: true })).toBeVisible()

  await page.getByLabel('Charge the saved card when the balance runs low').check()
  await page.getByLabel('When the balance is below').fill('10.00')
  await page.getByLabel('Charge', { exact: true }).fill('20')
  await page.getByRole('button', { name: 'Save auto-recharge' }).click()
  await expect(page.getByText('Saved. Auto-recharge is on.')).toBeVisible()

  await Promise.all([send(account), send(account), send(account)])
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('row', { name: /Auto-recharge .*4242 .*Paid .*\$20\.00/ })).toHaveCount(1, {
      timeout: 500,
    })
  }).toPass()
  expect(await payments(account.email)).toEqual(['recharge succeeded'])
  await expect(page.getByRole('link', { name: 'Balance $29.99' })).toBeVisible()
  expect(await receiptOf(page)).toBe('%PDF-')
  await expectNoBarriers(page)
})

async function receiptOf(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('link', { name: /^R-.*as PDF$/ })
      .first()
      .click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^longcode-receipt-R-[0-9A-F]{6}-0001\.pdf$/)
  return (await readFile(await download.path())).subarray(0, 5).toString()
}

async function payments(email: string): Promise<string[]> {
  const rows = await ask<{ what: string }>(
    `select p.kind || ' ' || p.state as what from payments p join memberships m using (account_id) join people o on o.id = m.person_id
     where o.email = $1 order by p.created_at`,
    [email],
  )
  return rows.map(({ what }) => what)
}
