import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { type Account, openAccount, receive, signIn } from './account.ts'
import { expectNoBarriers } from './barriers.ts'

const receivers: Receiver[] = []
test.afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close()
})

async function listen(answer = 200): Promise<Receiver> {
  const receiver = await startReceiver(() => answer)
  receivers.push(receiver)
  return receiver
}

const editor = (page: Page, label = 'SMS request URL') => page.locator('form', { has: page.getByLabel(label) })
const press = (page: Page, name: string) => editor(page).getByRole('button', { name, exact: true }).click()
const fill = (page: Page, url: string) => editor(page).getByLabel('SMS request URL').fill(url)
const versions = (page: Page) =>
  page.getByRole('table', { name: 'Versions of the SMS request URL' }).locator('tbody tr')
/** Test deliveries are no messages. */
const real = ({ posts }: Receiver) => posts.filter(({ headers }) => !headers['longcode-delivery'])

async function openEditor(page: Page, account: Account, of: 'account' | 'number'): Promise<void> {
  await page.goto(of === 'account' ? '/preferences/api-control' : `/numbers/${account.from.slice(1)}`)
}

for (const of of ['account', 'number'] as const) {
  test(`a bad URL of the ${of} is caught by the test delivery, a good one is set, and one click brings the old one back`, async ({
    page,
  }) => {
    const [old, next] = [await listen(), await listen()]
    const account = await openAccount()
    await signIn(page, account)
    await openEditor(page, account, of)
    await fill(page, `${old.url}/old`)
    await press(page, 'Save')
    await expect(editor(page)).toContainText('from now on each inbound part costs $0.0040')

    // Nobody listens there: seen before anything depends on it.
    await fill(page, 'http://127.0.0.1:1/sms')
    await press(page, 'Send a test delivery')
    await expect(editor(page)).toContainText('Nothing listens at 127.0.0.1:1: the connection was refused.')
    await expect(editor(page).getByRole('button', { name: 'Save anyway' })).toBeVisible()
    await expect(versions(page)).toHaveCount(1)

    await fill(page, `${next.url}/next`)
    await press(page, 'Send a test delivery')
    await expect(editor(page)).toContainText('Answered 200: a real event counts as delivered.')
    await expect(editor(page).locator('dt', { hasText: 'Connect' })).toBeVisible()
    expect(next.posts).toHaveLength(1)
    expect(next.posts[0]?.headers['webhook-signature']).toMatch(/^v1,/)
    await press(page, 'Save')
    await expect(editor(page)).toContainText('Saved.')
    await expect(versions(page)).toHaveCount(2)
    await receive(account, { body: 'To the next' })
    await expect.poll(() => real(next).length).toBe(1)

    await page.getByRole('button', { name: 'Set back to version 1' }).click()
    await expect(versions(page)).toHaveCount(3)
    await expect(versions(page).first()).toContainText(`Set back to version 1: ${old.url}/old`)
    await expect(editor(page).getByLabel('SMS request URL')).toHaveValue(`${old.url}/old`)
    await receive(account, { body: 'To the old' })
    await expect.poll(() => real(old).map(({ path }) => path)).toEqual(['/old'])
    expect(real(next)).toHaveLength(1)
    await expectNoBarriers(page)
  })
}

test('saving although the test delivery failed is possible, and says so', async ({ page }) => {
  const failing = await listen(500)
  await signIn(page, await openAccount())
  await page.goto('/preferences/api-control')
  await fill(page, failing.url)
  await press(page, 'Send a test delivery')
  await expect(editor(page)).toContainText('Answered 500: the receiver failed on it.')
  await expectNoBarriers(page)
  await press(page, 'Save anyway')
  await expect(editor(page)).toContainText('Its test delivery failed, so events will fail until it is mended.')
  await press(page, 'Remove')
  await expect(editor(page)).toContainText('From the next message on inbound is free')
})

test('of two people who have the page open, the second is told and loses nothing', async ({ page, context }) => {
  const account = await openAccount()
  await signIn(page, account)
  const other = await context.newPage()
  for (const one of [page, other]) await openEditor(one, account, 'account')
  await fill(page, 'https://hooks.example.com/first')
  await press(page, 'Save')
  await expect(versions(page)).toHaveCount(1)

  await fill(other, 'https://hooks.example.com/second')
  await press(other, 'Save')
  await expect(editor(other)).toContainText('This URL has changed since the page was opened')
  await expect(editor(other).getByLabel('SMS request URL')).toHaveValue('https://hooks.example.com/second')
  await expect(versions(other).first()).toContainText('https://hooks.example.com/first')
  await press(other, 'Save')
  await expect(versions(other)).toHaveCount(2)
})

test('the page of a number says which URL is in force, and why', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  const table = page.getByRole('table', { name: 'Request URLs in force for this number' })
  const row = table.locator('tr', { hasText: 'Inbound messages' })
  await openEditor(page, account, 'number')
  await expect(row).toContainText('Neither this number nor the account has one.')
  await openEditor(page, account, 'account')
  await fill(page, 'https://hooks.example.com/account')
  await press(page, 'Save')
  await expect(versions(page)).toHaveCount(1)
  await openEditor(page, account, 'number')
  await expect(row).toContainText('The account’s own: this number has none.')
  await fill(page, 'https://hooks.example.com/number')
  await press(page, 'Save')
  await expect(row).toContainText('https://hooks.example.com/number')
  await expect(row).toContainText('Set for this number, which wins over the account’s.')
  await press(page, 'Remove')
  await expect(editor(page)).toContainText('The account’s own is in force for this number now')
})

test('the signing secret is shown once asked for, and opens what a test delivery sent', async ({ page }) => {
  await signIn(page, await openAccount())
  await page.goto('/preferences/api-control')
  await page.getByRole('button', { name: 'Show the signing secret' }).click()
  await expect(page.getByText(/^whsec_[A-Za-z0-9+/]{43}=$/)).toBeVisible()
})

test('all of it goes by keyboard: try, save, set back', async ({ page }) => {
  const receiver = await listen()
  await signIn(page, await openAccount())
  await page.goto('/preferences/api-control')
  await editor(page).getByLabel('SMS request URL').focus()
  await page.keyboard.type(`${receiver.url}/one`)
  await page.keyboard.press('Enter')
  await expect(editor(page)).toContainText('Answered 200')
  await editor(page).getByRole('button', { name: 'Save' }).focus()
  await page.keyboard.press('Enter')
  await expect(versions(page)).toHaveCount(1)
  await editor(page).getByRole('button', { name: 'Remove' }).focus()
  await page.keyboard.press('Enter')
  await expect(versions(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Set back to version 1' }).focus()
  await page.keyboard.press('Enter')
  await expect(versions(page)).toHaveCount(3)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a URL is tried, saved and set back', async ({ page }) => {
    const server = createServer((_, answer) => answer.writeHead(302, { location: 'https://hooks.example.com/' }).end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`
    await signIn(page, await openAccount())
    await page.goto('/preferences/api-control')
    await fill(page, url)
    await press(page, 'Send a test delivery')
    await expect(editor(page)).toContainText('Redirects are not followed')
    await expect(editor(page).getByLabel('SMS request URL')).toHaveValue(url)
    server.close()
    await press(page, 'Save anyway')
    await expect(versions(page)).toHaveCount(1)
    await press(page, 'Remove')
    await page.getByRole('button', { name: 'Set back to version 1' }).click()
    await expect(versions(page).first()).toContainText('Set back to version 1')
  })
})

test('a candidate gets copies beside the real ones, is compared, and becomes the URL with one click', async ({
  page,
}) => {
  const [real, candidate] = [await listen(), await listen(500)]
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/preferences/api-control')
  await fill(page, real.url)
  await press(page, 'Save')
  await expect(versions(page)).toHaveCount(1)
  await page.getByText('Try another address beside it').first().click()
  await page.getByLabel('Candidate').first().fill(candidate.url)
  await page.getByRole('button', { name: 'Start' }).first().click()
  await expect(page.getByText('A candidate gets copies')).toBeVisible()
  await receive(account, { body: 'Both of you' })
  await expect.poll(() => candidate.posts.map(({ headers }) => headers['longcode-delivery'])).toEqual(['copy'])
  const events = page.getByRole('table', { name: 'Events, those with another outcome first' })
  await expect(events.locator('tbody tr').first()).toContainText('Differs')
  await expectNoBarriers(page)
  expect(real.posts).toHaveLength(1)
  await page.getByRole('button', { name: 'Make it the URL' }).click()
  await expect(versions(page)).toHaveCount(2)
  await expect(editor(page).getByLabel('SMS request URL')).toHaveValue(`${candidate.url}/`)
})
