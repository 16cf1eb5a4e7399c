import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { readCsv } from '#lib/read-csv.ts'
import { ask } from './account.ts'
import { expectNoBarriers } from './barriers.ts'
import { openBilling } from './billing-page.ts'

test('a finance person sees what the month has cost, opens its tallest bar, takes the statement along and proves it', async ({
  page,
}) => {
  const account = await openBilling(page)
  const chart = page.locator('figure', { hasText: 'spent this month so far' })
  await expect(chart.locator('[data-plot]')).toHaveAttribute('data-plot', 'drawn')
  await chart.locator('a[href*="kind=settle"] path').last().click()
  await expect(page.locator('tr[data-entry]')).toHaveCount(3)
  await page.locator('tr[data-entry]').first().getByRole('link').click()
  await expect(page).toHaveURL(/\/messages\/mdr/)

  await page.goto('/billing')
  await page.getByRole('navigation', { name: 'Billing' }).getByRole('link', { name: 'Bills' }).click()
  await page
    .getByRole('row', { name: /so far .*\$0\.0120/ })
    .getByRole('link')
    .click()
  await expect(page.getByRole('heading', { level: 1, name: /so far/ })).toBeVisible()
  await expect(
    page.getByRole('row', { name: /Long code to United States.* 3 3 \$0\.004000 \$0\.012000/ }),
  ).toBeVisible()
  await expectNoBarriers(page)
  expect((await download(page, 'PDF')).subarray(0, 5).toString()).toBe('%PDF-')
  const sums = await sumsOf(await download(page, 'CSV'))
  expect(sums).toMatchObject({ 'Opening balance': '0.000000000', 'Messages and numbers': '0.012000000' })
  expect(sums['Balance so far']).toBe('4.988000000')

  await page.getByRole('button', { name: 'Check this bill' }).click()
  await expect(page.locator('[data-difference]')).toHaveText('$0.000000')
  await expect(page.getByText('Each of 3 charges was recomputed')).toBeVisible()
  await page.getByRole('table', { name: 'Messages sent' }).getByRole('link').click()
  await expect(page.locator('[data-sums]')).toContainText('$0.0120 left the balance · 3 messages')

  // Somebody changes a posting by one cent behind everybody's back.
  const [planted] = await ask<{ ref: string }>(
    `update ledger_postings set amount_nanos = amount_nanos + 10000000 where (account_id, id) = (
       select p.account_id, p.id from ledger_postings p join number_owners o on o.account_id = p.account_id
       where o.e164 = $1 and p.kind = 'settle' limit 1) returning 'mdr2-' || replace(message_id::text, '-', '') as ref`,
    [account.from],
  )
  await page.goBack()
  await page.getByRole('button', { name: 'Check this bill' }).click()
  await expect(page.locator('[data-difference]')).toHaveText('$0.010000')
  await expect(page.getByText('The posting is of $0.014000000; the message costs $0.004000000.')).toBeVisible()
  await page.getByRole('link', { name: planted?.ref ?? '' }).click()
  await expect(page).toHaveURL(`/messages/${planted?.ref}`)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a bill is checked by its form, and says so when the page is loaded again', async ({ page }) => {
    await openBilling(page)
    await page.goto('/billing/bills')
    await page
      .getByRole('row', { name: /so far/ })
      .getByRole('link')
      .click()
    await page.getByRole('button', { name: 'Check this bill' }).click()
    await expect(async () => {
      await page.reload()
      await expect(page.locator('[data-difference]')).toHaveText('$0.000000', { timeout: 500 })
    }).toPass()
    await page.goto('/billing/bills/2026-13')
    await expect(page.getByText('A bill is named by its year and month, such as 2026-11.')).toBeVisible()
  })
})

/** Three messages, charged once the carrier has taken them. */
async function download(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name, exact: true }).click(),
  ])
  return readFile(await file.path())
}

/** Each line's amount, by its name. */
async function sumsOf(csv: Buffer): Promise<Record<string, string>> {
  const rows: string[][] = []
  for await (const row of readCsv([csv])) if ('cells' in row) rows.push(row.cells)
  const [head = [], ...lines] = rows
  const cell = (row: string[], name: string) => row[head.indexOf(name)] ?? ''
  return Object.fromEntries(
    lines.map((row) => [
      cell(row, 'line'),
      cell(row, 'balance_usd') || cell(row, 'charged_usd') || cell(row, 'credited_usd'),
    ]),
  )
}
