import { expect, type Page, test } from '@playwright/test'
import { ask, countMessages, demoAccount, openAccount, PHONE, signIn } from './account.ts'

async function openForm(page: Page, options: { credit?: string } = {}) {
  const account = await openAccount(options)
  await signIn(page, account)
  await page.goto('/messages/new')
  return account
}

async function write(page: Page, to: string, body: string): Promise<void> {
  await page.getByLabel('To', { exact: true }).fill(to)
  await page.getByLabel('Text').fill(body)
}

const sendButton = (page: Page) => page.getByRole('button', { name: 'Send', exact: true })

test('while you write, the form counts parts and price, and names what makes them more', async ({ page }) => {
  await openForm(page)
  const form = page.locator('form', { has: page.getByLabel('Text') })
  const text = page.getByLabel('Text')
  await text.fill('a'.repeat(160))
  await expect(form).toContainText(/1 part, \$0\.0040, 160 characters.*GSM-7/)
  await text.fill('a'.repeat(161))
  await expect(form).toContainText(/2 parts, \$0\.0080, 161 characters.*GSM-7/)
  await text.fill(`${'a'.repeat(69)}’`)
  await expect(form).toContainText(/1 part, \$0\.0040, 70 characters.*UCS-2/)
  await expect(form).toContainText(/forces UCS-2.*’/)
  await text.fill(`${'a'.repeat(70)}’😀`)
  await expect(form).toContainText(/2 parts, \$0\.0080, 72 characters.*UCS-2/)
  await expect(form).toContainText(/force UCS-2.*’.*😀/)
})

test('a number may be pasted in any spelling, and the form says what it understood', async ({ page }) => {
  await openForm(page)
  const to = page.getByLabel('To', { exact: true })
  for (const spelling of ['(206) 555-0107', '+1 206.555.0107', '1-206-555-0107', '2065550107']) {
    await to.fill(spelling)
    await expect(page.getByText('Understood as (206) 555-0107, +12065550107')).toBeVisible()
  }
})

test('what the form sends is the message that was written, from the number that was chosen', async ({ page }) => {
  const account = await openForm(page)
  await write(page, '206 555 0107', 'Your crown has arrived. — Ann')
  await sendButton(page).click()
  await page.waitForURL(/\/messages\/mdr2-[0-9a-f]{32}$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Delivered in')
  const rows = await ask('select to_e164, body, parts from messages where from_e164 = $1', [account.from])
  expect(rows).toEqual([{ to_e164: PHONE, body: 'Your crown has arrived. — Ann', parts: 1 }])
})

test('a double click sends once', async ({ page }) => {
  const account = await openForm(page)
  await write(page, PHONE, 'Once')
  await sendButton(page).dblclick()
  await page.waitForURL(/\/messages\/mdr2-/)
  expect(await countMessages(account)).toBe(1)
})

test('a form that is submitted twice before the first answer sends once', async ({ page }) => {
  const account = await openForm(page)
  await write(page, PHONE, 'Once')
  await page.locator('form', { has: page.getByLabel('Text') }).evaluate((form: HTMLFormElement) => {
    form.requestSubmit()
    form.requestSubmit()
  })
  await page.waitForURL(/\/messages\/mdr2-/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Delivered in')
  expect(await countMessages(account)).toBe(1)
})

test('a form that is sent again from the browser’s history sends nothing twice', async ({ page }) => {
  const account = await openForm(page)
  await write(page, PHONE, 'Once')
  await sendButton(page).click()
  await page.waitForURL(/\/messages\/mdr2-/)
  const first = page.url()
  await page.goBack()
  await write(page, PHONE, 'Once')
  await sendButton(page).click()
  await page.waitForURL(first)
  expect(await countMessages(account)).toBe(1)

  await page.goBack()
  await write(page, PHONE, 'Another')
  await sendButton(page).click()
  await expect(page.getByText('This form has already sent another message.')).toBeVisible()
  expect(await countMessages(account)).toBe(1)
  await sendButton(page).click()
  await page.waitForURL((url) => url.pathname.includes('/mdr2-') && url.href !== first)
  expect(await countMessages(account)).toBe(2)
})

test('F6: a toll-free number and a phone in Jamaica cannot meet, and the form says so while you write; the number stays chosen', async ({
  page,
}) => {
  await signIn(page, demoAccount())
  await page.goto('/messages/new')
  const to = page.getByLabel('To', { exact: true })
  await write(page, '+1 876 555 0107', 'Hello')
  await expect(page.getByText('Understood as (876) 555-0107')).toBeVisible()
  await page.getByLabel('From').selectOption('+18335550110')
  await expect(page.getByText('Toll-free numbers exchange messages within the US and Canada only.')).toBeVisible()
  for (let tries = 0; tries < 2; tries++) {
    await sendButton(page).click()
    await expect(to).toHaveAccessibleDescription(/within the US and Canada only/)
    await expect(page.getByLabel('From')).toHaveValue('+18335550110')
    await page.getByLabel('Text').fill('Hello again')
  }
})

test('what is wrong stands beside its field, and nothing has to be typed twice', async ({ page }) => {
  const account = await openForm(page)
  const to = page.getByLabel('To', { exact: true })
  await write(page, '12345', 'Hello')
  await sendButton(page).click()
  await expect(to).toHaveAttribute('aria-invalid', 'true')
  await expect(to).toHaveAccessibleDescription(/Short codes are not supported/)
  await expect(to).toBeFocused()
  await expect(to).toHaveValue('12345')
  await expect(page.getByLabel('Text')).toHaveValue('Hello')

  await write(page, PHONE, 'a'.repeat(1600))
  await sendButton(page).click()
  await expect(page.getByLabel('Text')).toHaveAccessibleDescription(/needs 11 parts; a message has at most 10/)
  await expect(page.getByLabel('Text')).toHaveValue('a'.repeat(1600))
  await expect(to).toHaveValue(PHONE)
  expect(await countMessages(account)).toBe(0)
})

test('without the money the form says what is missing, and keeps the text', async ({ page }) => {
  const account = await openForm(page, { credit: '0.0039' })
  await write(page, PHONE, 'One nanodollar too many')
  await sendButton(page).click()
  await expect(page.getByText('The balance does not cover this message, which costs $0.0040.')).toBeVisible()
  await expect(page.getByLabel('Text')).toHaveValue('One nanodollar too many')
  expect(await countMessages(account)).toBe(0)
})
