import { type ChildProcess, spawn } from 'node:child_process'
import { expect, type Page, test } from '@playwright/test'
import { startReceiver } from '#tests/support/receiver.ts'
import { freePorts } from '#tests/support/throwaway.ts'
import { rememberSecrets } from '#tests/support/told-secrets.ts'
import { type Account, openAccount, receive, signIn } from './account.ts'
import { expectNoBarriers } from './barriers.ts'

const running: ChildProcess[] = []
test.afterEach(() => {
  for (const child of running.splice(0)) if (child.pid) process.kill(-child.pid)
})

const section = (page: Page, name: string) =>
  page.locator('section', { has: page.getByRole('heading', { name, level: 2 }) })

async function openTools(page: Page): Promise<Account> {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/webhooks/tools')
  return account
}

async function sendTo(page: Page, url: string, event = 'Inbound message'): Promise<void> {
  const form = section(page, 'Send a test event')
  await form.getByLabel('Event').selectOption(event)
  await form.getByLabel('Send it to').fill(url)
  await form.getByRole('button', { name: 'Send the test event' }).click()
}

async function signingSecret(page: Page): Promise<string> {
  await page.goto('/preferences/api-control')
  await page.getByRole('button', { name: 'Show the signing secret' }).first().click()
  const secret =
    (await page
      .getByText(/^whsec_[A-Za-z0-9+/]+=*$/)
      .first()
      .textContent()) ?? ''
  rememberSecrets(secret)
  await page.goto('/webhooks/tools')
  return secret
}

for (const event of ['Inbound message', 'Delivery receipt'])
  test(`a test event (${event}) is shown as it was sent, byte for byte, and how long each step of it took`, async ({
    page,
  }) => {
    const receiver = await startReceiver()
    await openTools(page)
    await sendTo(page, `${receiver.url}/sms`, event)
    const form = section(page, 'Send a test event')
    await expect(form).toContainText('Answered 200: a real event counts as delivered.')
    await expect(form.locator('dt', { hasText: 'First byte' })).toBeVisible()
    await form.getByText('What was sent, byte for byte').click()
    const [post] = await receiver.has(1)
    expect(await form.locator('[data-raw]').textContent()).toBe(post?.body)
    for (const name of ['content-type', 'webhook-id', 'webhook-timestamp', 'webhook-signature', 'longcode-delivery'])
      await expect(form.locator('dd', { hasText: String(post?.headers[name]) }).first()).toBeAttached()
    await expectNoBarriers(page)
    await receiver.close()
  })

test('the payload of each form is what that form sends', async ({ page }) => {
  await openTools(page)
  const payload = section(page, 'What arrives')
  const raw = async () => JSON.parse((await payload.locator('[data-raw]').textContent()) ?? '')
  expect(Object.keys((await raw()).data.attributes)).toContain('message_callback_url')
  await payload.getByRole('link', { name: 'Legacy' }).click()
  await page.waitForURL(/form=legacy/)
  await expect.poll(async () => Object.keys(await raw())).toEqual(['to', 'from', 'body', 'id'])
  await payload.getByRole('link', { name: 'Delivery receipt' }).click()
  await expect.poll(async () => (await raw()).type).toBe('delivery_receipt')
})

test('a pasted signature is verified, and what spoiled it is named', async ({ page }) => {
  const receiver = await startReceiver()
  const account = await openTools(page)
  await sendTo(page, receiver.url)
  const [post] = await receiver.has(1)
  if (!post) throw new Error('nothing came')
  const verify = section(page, 'Verify a signature')
  const paste = async (change: Record<string, string> = {}) => {
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
      await verify.getByLabel(name).fill(change[name] ?? String(post.headers[name]))
    await verify.getByLabel('Body, as it came').fill(change.body ?? post.body)
    await verify.getByRole('button', { name: 'Verify' }).click()
  }
  await paste()
  await expect(verify.getByRole('status').first()).toContainText('Verified with the current secret')
  await expectNoBarriers(page)
  await paste({ body: post.body.replace('Nobody', 'Somebody') })
  await expect(verify.getByRole('status').first()).toContainText('no secret of this account made this signature')
  await expectNoBarriers(page)
  await paste({ body: JSON.stringify(JSON.parse(post.body), null, 2) })
  await expect(verify.getByRole('status').first()).toContainText('only in the compact form that was sent')
  await paste({ 'webhook-signature': 'nonsense' })
  await expect(verify).toContainText('it begins with “v1,”')
  await expect(verify.getByLabel('webhook-signature')).toBeFocused()
  // What is stored of a real event tells more.
  await page.goto('/preferences/api-control')
  await page.getByLabel('SMS request URL').fill(`${receiver.url}/sms`)
  await page.getByRole('button', { name: 'Save', exact: true }).first().click()
  await expect(page.getByText('Saved.').first()).toBeVisible()
  await receive(account, { body: 'Ten o’clock?' })
  const real = (await receiver.has(2))[1]
  await page.goto('/webhooks/tools')
  const headers = Object.fromEntries(Object.entries(real?.headers ?? {}).map(([name, value]) => [name, String(value)]))
  await paste({ ...headers, body: (real?.body ?? '').replace('Ten', 'Two') })
  await expect(verify.getByRole('status').first()).toContainText('the body was changed')
  await paste({
    ...headers,
    body: real?.body ?? '',
    'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 9),
  })
  await expect(verify.getByRole('status').first()).toContainText('of another secret, or of another try')
  await receiver.close()
})

test('the printed receiver runs as it is printed, takes what is genuine and refuses the rest', async ({ page }) => {
  await openTools(page)
  const secret = await signingSecret(page)
  const printed = await section(page, 'A receiver to try things with').locator('pre').textContent()
  const [port = 0] = await freePorts(1)
  const command = (printed ?? '').replace('whsec_…', secret).replace('PORT=4000', `PORT=${port}`)
  const child = spawn('sh', ['-c', command], { detached: true })
  running.push(child)
  let said = ''
  child.stdout.on('data', (part) => {
    said += part
  })
  await expect.poll(() => said).toContain(`Receiving on http://localhost:${port}`)
  const url = `http://127.0.0.1:${port}/sms`
  await sendTo(page, url)
  await expect(section(page, 'Send a test event')).toContainText('Answered 204: a real event counts as delivered.')
  expect(said).toContain('verified')
  const forged = await fetch(url, {
    method: 'POST',
    headers: {
      'webhook-id': 'a',
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}`,
    },
    body: '{}',
  })
  expect(forged.status).toBe(401)
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401)
  expect(said).toContain('NOT GENUINE')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a test event is sent and a signature verified', async ({ page }) => {
    const receiver = await startReceiver()
    await openTools(page)
    await sendTo(page, receiver.url)
    await expect(section(page, 'Send a test event')).toContainText('Answered 200')
    const [post] = await receiver.has(1)
    const verify = section(page, 'Verify a signature')
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
      await verify.getByLabel(name).fill(String(post?.headers[name]))
    await verify.getByLabel('Body, as it came').fill(post?.body ?? '')
    await verify.getByRole('button', { name: 'Verify' }).click()
    await expect(section(page, 'Verify a signature')).toContainText('Verified with the current secret')
    await receiver.close()
  })
})
