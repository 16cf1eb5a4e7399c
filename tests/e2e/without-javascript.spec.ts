import { expect, test } from '@playwright/test'
import { countMessages, openAccount, PHONE, send, signIn } from './account.ts'

test.use({ javaScriptEnabled: false })

test('signing in works without JavaScript, and so does being told that it did not work', async ({ page }) => {
  const account = await openAccount()
  await page.goto('/messages')
  await page.getByLabel('E-mail').fill(account.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('This e-mail and password do not go together.')).toBeVisible()
  await expect(page.getByLabel('E-mail')).toHaveValue(account.email)
  await expect(page.getByLabel('Password')).toHaveValue('')

  await page.getByLabel('Password').fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/messages')
})

test('a message can be sent without JavaScript, and its mistakes corrected', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/messages/new')
  await page.getByLabel('To', { exact: true }).fill('12345')
  await page.getByLabel('Text').fill('Sent by a plain form')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByLabel('To', { exact: true })).toHaveAccessibleDescription(/Short codes are not supported/)
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('12345')
  await expect(page.getByLabel('Text')).toHaveValue('Sent by a plain form')

  await page.getByLabel('To', { exact: true }).fill(PHONE)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page).toHaveURL(/\/messages\/mdr2-[0-9a-f]{32}$/)
  await expect(page.getByText('Sent by a plain form', { exact: true })).toBeVisible()
  expect(await countMessages(account)).toBe(1)
})

test('a request URL can be set, corrected and removed without JavaScript', async ({ page }) => {
  await signIn(page, await openAccount())
  await page.goto('/preferences/api-control')
  const form = page.locator('form', { has: page.getByLabel('SMS request URL') })
  const field = form.getByLabel('SMS request URL')
  await field.fill('ftp://hooks.example.com/sms')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(field).toHaveAccessibleDescription(/starts with https/)
  await expect(field).toHaveValue('ftp://hooks.example.com/sms')

  await field.fill('https://hooks.example.com/sms')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByText('Saved.')).toBeVisible()
  await page.goto('/preferences/api-control')
  await expect(field).toHaveValue('https://hooks.example.com/sms')
  await form.getByRole('button', { name: 'Remove' }).click()
  await page.goto('/preferences/api-control')
  await expect(field).toHaveValue('')
})

test('messages can be read without JavaScript: the log, and each on its own page', async ({ page }) => {
  const account = await openAccount()
  const id = await send(account, { body: 'Readable anyway' })
  await signIn(page, account)
  await page.goto('/messages')
  await page.locator(`tr[data-id="${id}"]`).getByRole('link').click()
  await expect(page).toHaveURL(`/messages/${id}`)
  await expect(page.getByText('Readable anyway', { exact: true })).toBeVisible()
})

test('a link to the log with a message open shows that message without JavaScript', async ({ page }) => {
  const account = await openAccount()
  const id = await send(account, { body: 'Open and readable' })
  await signIn(page, account)
  await page.goto(`/messages?open=${id}`)
  const panel = page.getByRole('complementary', { name: 'Message' })
  await expect(panel).toContainText('Open and readable')
  await expect(panel.getByRole('heading', { name: 'Road' })).toBeVisible()
})

test('theme, time zone and signing out work without JavaScript', async ({ page }) => {
  await signIn(page, await openAccount())
  await page.getByRole('button', { name: 'Dark theme' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.locator('#zone-switch').click()
  await expect(page.locator('#zone-switch')).toContainText('UTC')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/sign-in')
})
