import { expect, type Page } from '@playwright/test'
import { type Account, openAccount, send, signIn } from './account.ts'

/** Billing of a new account with three messages: three entries, once the carrier has taken them. */
export async function openBilling(page: Page): Promise<Account> {
  const account = await openAccount()
  for (let nth = 0; nth < 3; nth += 1) await send(account)
  await signIn(page, account)
  await page.getByRole('navigation').getByRole('link', { name: 'Billing' }).click()
  await expect(page).toHaveURL('/billing')
  await expect(async () => {
    await page.reload()
    await expect(page.locator('figcaption', { hasText: '$0.0120 spent this month so far' })).toBeVisible({
      timeout: 2_000,
    })
  }).toPass({ timeout: 30_000 })
  return account
}
