import { expect, type Page, test } from '@playwright/test'
import { openAccount, send, signIn } from './account.ts'

const FAILS = '+12065550150'

/** Three that arrive, one of them in UCS-2, and one that the carrier cannot deliver; counted once the relay has been there. */
async function openInsights(page: Page): Promise<void> {
  const account = await openAccount()
  await send(account, { to: FAILS })
  await send(account)
  await send(account)
  await send(account, { body: `It’s ready ${'and waiting '.repeat(6)}` })
  await signIn(page, account)
  await expect(async () => {
    await page.goto('/messages/insights')
    await expect(page.locator('figcaption', { hasText: '75.0% delivered' })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
}

test('insights say what they found, and each bar opens the messages it counts', async ({ page }) => {
  await openInsights(page)
  await expect(
    page.getByText(/went into 1 part that plain characters would have saved, for curly apostrophes/),
  ).toBeVisible()
  await expect(page.getByText('The phone’s plan takes no text messages.')).toBeVisible()

  const chart = page.locator('figure', { hasText: '75.0% delivered' })
  await expect(chart.locator('[data-plot]')).toHaveAttribute('data-plot', 'drawn')
  const plot = chart.getByRole('application')
  // By keyboard: along the chart to its last hour, and in.
  await plot.focus()
  await expect(async () => {
    await page.keyboard.press('ArrowRight')
    // The drawing takes one step a frame, however fast the key.
    await expect(chart.locator('div', { has: page.locator('> dt', { hasText: 'Delivered' }) }).last()).toHaveText(
      'Delivered3',
      {
        timeout: 100,
      },
    )
  }).toPass({ timeout: 15_000, intervals: [20] })
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/messages\?.*direction=outbound/)
  await expect(page.locator('tr[data-id]')).toHaveCount(4)

  await page.goBack()
  await page.getByRole('link', { name: '1 message that ended with 011' }).click()
  await expect(page).toHaveURL(/\/messages\?.*error=011/)
  await expect(page.locator('tr[data-id]')).toHaveCount(1)
})

test('the charts of insights are read as tables and saved as CSV', async ({ page }) => {
  await openInsights(page)
  const chart = page.locator('figure', { hasText: '75.0% delivered' })
  await chart.getByText('Table', { exact: true }).click()
  await expect(chart.getByRole('row')).toHaveCount(2)
  await expect(chart.getByRole('row').last()).toContainText('3')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: /^CSV of: 75.0% delivered/ }).click()
  expect((await download).suggestedFilename()).toBe('insights-delivery.csv')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('insights are tables whose rows lead to their messages', async ({ page }) => {
    await openInsights(page)
    const chart = page.locator('figure', { hasText: '75.0% delivered' })
    await chart.getByText('Table', { exact: true }).click()
    await chart.getByRole('rowheader').getByRole('link').click()
    await expect(page.locator('tr[data-id]')).toHaveCount(4)
  })
})
