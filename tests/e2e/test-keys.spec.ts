import { expect, test } from '@playwright/test'
import { type Account, ask, openAccount, send, signIn } from './account.ts'
import { openLog, row, section } from './log.ts'

/** An account whose only key is a test key. */
async function openForTests(): Promise<Account> {
  const account = await openAccount({ credit: '5.00' })
  await ask("update api_keys set mode = 'test' where access_key = $1", [account.accessKey])
  return account
}

test('what a test key sent is marked in the log, and its page says test money', async ({ page }) => {
  const account = await openForTests()
  const id = await send(account, { body: 'Only a test.' })
  await signIn(page, account)
  await openLog(page)
  await expect(row(page, id)).toContainText('Delivered')
  await expect(row(page, id).getByText('Test', { exact: true })).toBeVisible()

  await page.goto(`/messages/${id}`)
  await expect(page.getByRole('definition').filter({ hasText: '$0.0040 test money' })).toBeVisible()
  await expect(section(page, 'Road')).toContainText('$0.0040 test money settled')
  await expect(section(page, 'Ledger').getByRole('listitem')).toContainText([
    /hold · test money\s*\$0\.0040/i,
    /settle · test money\s*\$0\.0040/i,
  ])
  await expect(page.getByText('$5.00')).toBeVisible()
})

test('test money is refilled with one click, once, and the balance stays', async ({ page }) => {
  const account = await openForTests()
  await send(account, { body: 'a'.repeat(900) })
  await signIn(page, account)
  await page.goto('/preferences/api-control')
  const money = section(page, 'Test money')
  await expect(money).toContainText('$99.98')
  await money.getByRole('button', { name: 'Refill to $100.00' }).click()
  await expect(money.getByRole('status')).toHaveText('Refilled by $0.02.')
  await expect(money).toContainText('$100.00')
  await expect(money.getByRole('button')).toHaveCount(0)
  await expect(page.getByText('$5.00')).toBeVisible()
})
