/** Reads mails as a person at this machine does: in the mailbox of the system. */
import { expect, type Page } from '@playwright/test'

/** Opens the newest mail to an address, and follows the first link in it. */
export async function followNewestMail(page: Page, to: string): Promise<void> {
  await page.goto('/mailbox')
  await page.getByRole('list', { name: 'Mails' }).getByRole('link', { name: to }).first().click()
  await expect(page.getByRole('article')).toContainText(to)
  await page.getByRole('article').locator('a.num').first().click()
}
