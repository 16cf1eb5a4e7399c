import { expect, test } from '@playwright/test'
import { openAccount, send, signIn } from './account.ts'
import { expectNarrow, expectNoBarriers } from './barriers.ts'

const PATH = '/billing/limits'

test('a limit is set without JavaScript, refuses what goes beyond it, and is removed', async ({ browser }) => {
  const account = await openAccount()
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await signIn(page, account)
  await page.goto(PATH)
  await expect(page.getByText('No limit yet')).toBeVisible()
  const amount = page.getByLabel('At most, in US dollars')
  await page.getByLabel('Name', { exact: true }).fill('Each day')
  await amount.fill('0.1 + 0.2')
  await page.getByRole('button', { name: 'Set limit' }).click()
  await expect(amount).toHaveAccessibleDescription(/This is no amount/)
  await amount.fill('0.004')
  await page.getByRole('button', { name: 'Set limit' }).click()
  await expect(page.getByText('The limit is in force.')).toBeVisible()
  await send(account)
  await expect(send(account)).rejects.toThrow(/402.*Each day/)
  await page.goto(PATH)
  await expect(page.getByText('told at 80%, 100%')).toBeVisible()
  await page.getByText('Change Each day').click()
  await page.getByRole('button', { name: 'Remove (Each day)' }).click()
  await expect(page.getByText('No limit yet')).toBeVisible()
  await send(account)
  await context.close()
})

test('a pumped destination is paused with what was seen, and goes on with one click', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto(PATH)
  await page.getByLabel('Pause a destination').check()
  await page.getByLabel('More than so many messages').fill('3')
  await page.getByRole('button', { name: 'Save fuse' }).click()
  await expect(page.getByText('Saved. The fuse is on.')).toBeVisible()
  for (let nth = 0; nth < 4; nth += 1) await send(account)
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('Sending to +1206555… is paused')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 8_000 })
  await expect(send(account)).rejects.toThrow(/403/)
  await expectNoBarriers(page)
  await expectNarrow(page)
  await page.getByRole('button', { name: 'Resume sending' }).click()
  await expect(page.getByText('Resumed by')).toBeVisible()
  await send(account)
})
