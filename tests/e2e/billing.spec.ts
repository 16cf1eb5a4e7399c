import { expect, test } from '@playwright/test'
import { openBilling } from './billing-page.ts'

test('Billing says what this month has cost, and its tallest bar opens the entries and messages it adds up', async ({
  page,
}) => {
  await openBilling(page)
  await expect(page.getByLabel('This month', { exact: true })).toContainText('$0.0120')
  const chart = page.locator('figure', { hasText: 'spent this month so far' })
  await expect(chart.locator('[data-plot]')).toHaveAttribute('data-plot', 'drawn')
  // Stacked by direction, so the tallest is today's part that went out.
  const tallest = chart.locator('a[href*="kind=settle"] path').last()
  await tallest.click()
  await expect(page).toHaveURL(/\/billing\/entries\?.*kind=settle/)
  await expect(page.locator('[data-sums]')).toContainText('$0.0120 left the balance · 3 messages · 3 parts')
  await expect(page.locator('tr[data-entry]')).toHaveCount(3)

  await page.goBack()
  await chart.getByText('Table', { exact: true }).click()
  await chart.getByRole('rowheader').getByRole('link').click()
  await expect(page.locator('tr[data-entry]')).toHaveCount(3)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  expect((await download).suggestedFilename()).toBe('entries.csv')
  await page.locator('tr[data-entry]').first().getByRole('link').click()
  await expect(page).toHaveURL(/\/messages\/mdr/)
})

test('entries and bills stay inside their frame at every width between a phone and a desk', async ({ page }) => {
  await openBilling(page)
  for (const path of ['/billing/entries', '/billing/bills']) {
    await page.goto(path)
    for (const width of [641, 820, 866, 1000, 1151]) {
      await page.setViewportSize({ width, height: 900 })
      const frame = await page.locator('.ledger-frame').boundingBox()
      const table = await page.locator('.ledger-frame table').boundingBox()
      expect(
        table && frame && table.x + table.width - frame.x - frame.width,
        `${path} at ${width}`,
      ).toBeLessThanOrEqual(0)
    }
  }
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('time, measure and stack of the chart are links, and the rise of the balance opens the money that came in', async ({
    page,
  }) => {
    await openBilling(page)
    await page.getByRole('navigation', { name: 'Time' }).getByRole('link', { name: '7 days' }).click()
    await page.getByRole('navigation', { name: 'What is measured' }).getByRole('link', { name: 'Messages' }).click()
    await page.getByRole('navigation', { name: 'Stacked by' }).getByRole('link', { name: 'Key' }).click()
    await expect(page).toHaveURL('/billing?range=7d&stack=key&measure=messages')
    await expect(page.locator('figcaption', { hasText: '3 messages charged in 7 days' })).toBeVisible()
    const balance = page.locator('figure', { hasText: 'The balance went from' })
    await balance.getByText('Table', { exact: true }).click()
    await balance.getByRole('rowheader').getByRole('link').click()
    await expect(page.locator('tr[data-entry]', { hasText: 'Money in' })).toContainText('+$5.0000')
  })
})
