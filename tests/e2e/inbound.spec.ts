import { expect, type Page, test } from '@playwright/test'
import { startReceiver } from '#tests/support/receiver.ts'
import { type Account, openAccount, PHONE, receive, signIn } from './account.ts'
import { openLog, section } from './log.ts'

/** Through the form, as a customer would. */
async function setRequestUrl(page: Page, url: string): Promise<void> {
  await page.goto('/preferences/api-control')
  const form = page.locator('form', { has: page.getByLabel('SMS request URL') })
  await form.getByLabel('SMS request URL').fill(url)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByRole('status')).toContainText('Saved')
}

function inboundRow(page: Page, body: string) {
  return page.locator('tr[data-id]', { hasText: body })
}

test('without a request URL an inbound message appears at once, is held, and is free', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/messages')
  await expect(page.getByText('Listening for the first message.')).toBeVisible()
  await receive(account, { body: 'Is there parking?' })
  const row = inboundRow(page, 'Is there parking?')
  await expect(row).toContainText('Held')
  await expect(row).toContainText('free')
  await expect(row).toContainText('Inbound')
  await expect(page.getByRole('banner')).toContainText('$5.00')

  await row.getByRole('link').click({ modifiers: [] })
  await expect(page.getByRole('complementary', { name: 'Message' })).toContainText('no SMS request URL is set')
})

test('with a request URL it reaches it: the contract’s exact body, its exact type, once', async ({ page }) => {
  const receiver = await startReceiver()
  const account = await openAccount()
  await signIn(page, account)
  await setRequestUrl(page, `${receiver.url}/sms?token=harbor`)
  await page.goto('/messages')
  await expect(page.getByText('Listening for the first message.')).toBeVisible()
  const before = Date.now()
  await receive(account, { body: 'Can I come at ten?' })
  const [post] = await receiver.has(1)

  const row = inboundRow(page, 'Can I come at ten?')
  await expect(row).toContainText('Received')
  const id = await row.getAttribute('data-id')
  expect(post).toMatchObject({ method: 'POST', path: '/sms?token=harbor' })
  expect(post?.headers['content-type']).toBe('application/json')
  const { timestamp } = JSON.parse(post?.body ?? '').data.attributes
  expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
  expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(before)
  expect(JSON.parse(post?.body ?? '')).toStrictEqual(contractBody({ account, receiver: receiver.url, id, timestamp }))

  await page.goto(`/messages/${id}`)
  await expect(section(page, 'Road')).toContainText('SMS request URL answered 200')
  await expect(page.getByText(`POST ${receiver.url}/sms?token=harbor`)).toBeVisible()
  await expect(section(page, 'Ledger')).toContainText('$0.0040')
  expect(receiver.posts).toHaveLength(1)
  await receiver.close()
})

/** contract.md 6.2: these members and no others. */
function contractBody(sent: { account: Account; receiver: string; id: string | null; timestamp: string }) {
  return {
    data: {
      attributes: {
        amount_display: '$0.0040',
        amount_nanodollars: '4000000',
        body: 'Can I come at ten?',
        direction: 'inbound',
        from: PHONE.slice(1),
        is_mms: false,
        message_callback_url: `${sent.receiver}/sms?token=harbor`,
        message_encoding: 0,
        message_type: 'longcode',
        status: 'delivered',
        timestamp: sent.timestamp,
        to: sent.account.from.slice(1),
      },
      type: 'message',
      id: sent.id,
    },
  }
}

test('once its request URL is removed, the next inbound message is held and free again', async ({ page }) => {
  const receiver = await startReceiver()
  const account = await openAccount()
  await signIn(page, account)
  await setRequestUrl(page, receiver.url)
  const form = page.locator('form', { has: page.getByLabel('SMS request URL') })
  await form.getByRole('button', { name: 'Remove' }).click()
  await expect(form.getByRole('status')).toContainText('Removed')
  await expect(form.getByLabel('SMS request URL')).toHaveValue('')
  await receive(account, { body: 'Anybody there?' })
  await openLog(page)
  await expect(inboundRow(page, 'Anybody there?')).toContainText('Held')
  expect(receiver.posts).toHaveLength(0)
  await receiver.close()
})

test('an address that cannot be one is refused beside its field, and what was typed stays', async ({ page }) => {
  await signIn(page, await openAccount())
  await page.goto('/preferences/api-control')
  const field = page.getByLabel('SMS request URL')
  for (const url of ['https://ann:secret@hooks.example.com/sms', 'ftp://hooks.example.com']) {
    await field.fill(url)
    await field.press('Enter')
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveValue(url)
    await expect(field).toBeFocused()
  }
  await page.reload()
  await expect(field).toHaveValue('')
})

test('the simulate form lets a phone write, over the carrier, and leads to the log', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/messages/simulate')
  await page.getByLabel('From this phone').fill('206.555.0119')
  await page.getByLabel('Text').fill('R')
  await page.getByRole('button', { name: 'Send from the phone' }).click()
  await expect(page).toHaveURL('/messages')
  const row = page.locator('tr[data-id]').first()
  await expect(row).toContainText('(206) 555-0119')
  await expect(row).toContainText('Held')
})

test('a text of many parts arrives as one message, whole', async ({ page }) => {
  const account = await openAccount()
  const body = `${'The garage on Cedar Street is closed, please use the one on Pine. '.repeat(5)}Grüße 😀`
  await receive(account, { body })
  await signIn(page, account)
  await openLog(page)
  await expect(page.locator('tr[data-id]')).toHaveCount(1)
  await page.locator('tr[data-id]').click()
  const panel = page.getByRole('complementary', { name: 'Message' })
  await expect(panel).toContainText(body)
  await expect(panel).toContainText('UCS-2')
})
