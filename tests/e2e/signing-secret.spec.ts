import { expect, type Page, test } from '@playwright/test'
import { openAccount, signIn } from './account.ts'

const WRITTEN = /^whsec_[A-Za-z0-9+/]{43}=$/

async function shown(page: Page, count: number): Promise<string[]> {
  await expect(page.getByText(WRITTEN)).toHaveCount(count)
  return page.getByText(WRITTEN).allTextContents()
}

test('a signing secret is rotated: the new one is shown, the old one signs for a while or is ended', async ({
  page,
}) => {
  await signIn(page, await openAccount())
  await page.goto('/preferences/api-control')
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Signing secret' }) })
  await section.getByRole('button', { name: 'Show the signing secret' }).click()
  const [old] = await shown(page, 1)
  await section.getByLabel('The old secret signs beside the new one').selectOption('168')
  await section.getByRole('button', { name: 'Rotate' }).click()
  await expect(section).toContainText('The new secret signs from now on.')
  await expect(section).toContainText('still signs as well, until')
  const [fresh] = await shown(page, 1)
  expect(fresh).not.toBe(old)
  await section.getByRole('button', { name: 'End the overlap now' }).click()
  await expect(section).not.toContainText('still signs as well')
  await page.reload()
  await section.getByRole('button', { name: 'Show the signing secret' }).click()
  expect(await shown(page, 1)).toEqual([fresh])
})
