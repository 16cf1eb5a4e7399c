import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { type Download, expect, type Page, test } from '@playwright/test'
import { openAccount, send, signIn } from './account.ts'

const TEXT = '=1+1, "quoted"'

async function contentOf(download: Download): Promise<Buffer> {
  return readFile(await download.path())
}

async function press(page: Page, name: string | RegExp, role: 'button' | 'link' = 'button'): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole(role, { name }).click()])
  return download
}

for (const javaScriptEnabled of [true, false])
  test.describe(`${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled })

    test('a list is downloaded at once, or made in the background and found again with its manifest', async ({
      page,
    }) => {
      const account = await openAccount()
      await send(account, { body: TEXT })
      await signIn(page, account)
      await page.goto('/messages/exports/new?direction=outbound')
      await expect(page.getByText('· 1 message ·')).toBeVisible()
      await page.getByLabel('Status', { exact: false }).first().uncheck()
      const direct = await press(page, 'Download now')
      expect(direct.suggestedFilename()).toMatch(/^messages-[\d-]+\.csv$/)
      const csv = (await contentOf(direct)).toString()
      expect(csv.split('\r\n')[0]).toBe('\ufefftime,direction,from,to,content,parts,price_usd,error_code,tag,id')
      expect(csv).toContain(`"'=1+1, ""quoted"""`)

      await page.getByLabel('Format').selectOption('jsonl')
      await page.getByRole('button', { name: 'Export in the background' }).click()
      await page.waitForURL(/\/messages\/exports\/[0-9a-f-]{36}$/)
      await expect(async () => {
        if (!javaScriptEnabled) await page.reload()
        await expect(page.getByRole('link', { name: /^Download, / })).toBeVisible({ timeout: 2_000 })
      }).toPass({ timeout: 20_000 })
      const packed = await press(page, /^Download, /, 'link')
      expect(packed.suggestedFilename()).toMatch(/^messages-[\d-]+-[0-9a-f]{8}\.jsonl\.gz$/)
      const [line] = gunzipSync(await contentOf(packed))
        .toString()
        .split('\n')
      expect(JSON.parse(line ?? '')).toMatchObject({ direction: 'outbound', content: TEXT, price_usd: '0.004000000' })
      const manifest = JSON.parse((await contentOf(await press(page, 'Manifest', 'link'))).toString())
      expect(manifest).toMatchObject({ rows: 1, filter: { direction: 'outbound' } })
      await page.getByRole('link', { name: 'Exports' }).first().click()
      await expect(page.getByRole('row', { name: /Ready.*direction|Ready.*outbound/ })).toHaveCount(1)
    })

    test('an export of each day is made, paused and deleted', async ({ page }) => {
      const account = await openAccount()
      await signIn(page, account)
      await page.goto('/messages/exports/new?status=undelivered')
      await page.getByRole('textbox', { name: 'Name' }).fill('What did not arrive')
      await page.getByRole('button', { name: 'Export each day' }).click()
      await page.waitForURL(/\/messages\/exports$/)
      const item = page.getByRole('listitem').filter({ hasText: 'What did not arrive' })
      await expect(item).toContainText('The day before · status Undelivered')
      await item.getByRole('button', { name: 'Pause' }).click()
      await expect(item).toContainText('Paused.')
      await item.getByRole('button', { name: 'Delete' }).click()
      await expect(item).toHaveCount(0)
    })
  })
