import { expect, test } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { demoAccount, openAccount, PHONE, send, signIn } from './account.ts'
import { connection, openLog, row, section } from './log.ts'

test('what curl sends is seen delivered within three seconds of the send, without a reload', async ({ page }) => {
  await signIn(page, demoAccount())
  await page.getByRole('link', { name: 'Messages', exact: true }).click()
  await expect(connection(page)).toHaveText('Live')
  let loads = 0
  page.on('load', () => loads++)

  const sentAt = Date.now()
  const id = await send(demoAccount())
  await row(page, id).getByText('Delivered').waitFor({ timeout: 10_000 })
  const seenAfterMs = Date.now() - sentAt

  expect(seenAfterMs).toBeLessThan(3_000)
  expect(loads).toBe(0)
  await expect(row(page, id)).toContainText('$0.0040')
  await expect(row(page, id)).toContainText('Outbound')
})

test('a message’s page tells its whole road: accepted, sent, the carrier’s answer, the receipt and the money', async ({
  page,
}) => {
  const id = await send(demoAccount(), { body: 'Your crown has arrived.' })
  await signIn(page, demoAccount(), `/sign-in?next=/messages/${id}`)
  await expect(page).toHaveURL(`/messages/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Delivered in')
  await expect(page.getByText('Your crown has arrived.', { exact: true })).toBeVisible()

  const stations = section(page, 'Road').getByRole('listitem')
  await expect(stations).toContainText([
    /Accepted.*\$0\.0040 held/s,
    /Handed to the carrier link/,
    /Taken by the carrier.*\$0\.0040 settled/s,
    /Delivered/,
  ])
  const exchange = section(page, 'Carrier exchange')
  await expect(exchange).toContainText(/Sequence\s*\d+/)
  await expect(exchange).toContainText(/Carrier id\s*[0-9A-F]+/)
  await expect(exchange).toContainText(/Receipt\s*delivered/)
  await expect(section(page, 'Ledger').getByRole('listitem')).toContainText([
    /hold\s*\$0\.0040.*available → held/is,
    /settle\s*\$0\.0040.*held → usage/is,
  ])
})

test('a message that fails says why, and what it cost', async ({ page }) => {
  const account = await openAccount()
  const undelivered = await send(account, { to: '+12065550150' })
  const rejected = await send(account, { to: '+12065550151' })
  await signIn(page, account)

  await page.goto(`/messages/${undelivered}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not delivered')
  await expect(section(page, 'Road')).toContainText('error 011')
  await expect(section(page, 'Ledger')).toContainText(/settle/i)

  await page.goto(`/messages/${rejected}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rejected')
  await expect(section(page, 'Ledger').getByRole('listitem')).toContainText([/hold/i, /release/i])
})

test('a message’s page that is open follows the message to its end by itself', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  const id = await send(account, { to: '+12065550160' }) // The carrier answers after two seconds.
  await page.goto(`/messages/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Waiting for the carrier')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Delivered in')
})

test('the command that the portal shows works once the secret is filled in', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  const command = await page.locator('pre', { hasText: 'curl' }).textContent()
  const [, url = ''] = /curl (\S+)/.exec(command ?? '') ?? []
  const [, user = ''] = /-u (\S+):SECRET_KEY/.exec(command ?? '') ?? []
  const [, header = ''] = /-H '([^']+)'/.exec(command ?? '') ?? []
  const [, body = ''] = /-d '([^']+)'/.exec(command ?? '') ?? []
  expect(url).toBe(`${stackFacts().apiUrl}/v2.1/messages`)
  expect(header).toBe('content-type: application/json')
  expect(JSON.parse(body)).toMatchObject({ from: account.from.slice(1), to: PHONE.slice(1) })

  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${user}:${account.secret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body,
  })
  expect(answer.status).toBe(202)
})

test('an empty log turns into the log at the first message, by itself', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/messages')
  await expect(page.getByText('Listening for the first message.')).toBeVisible()
  const id = await send(account)
  await expect(row(page, id)).toContainText('Delivered')
})

test('a row opens beside the log, and its address shows the same to whoever it is sent', async ({ page, context }) => {
  const id = await send(demoAccount(), { body: 'Bring your insurance card.' })
  await signIn(page, demoAccount())
  await openLog(page)
  await row(page, id).click()
  const panel = page.getByRole('complementary', { name: 'Message' })
  await expect(panel).toContainText('Bring your insurance card.')
  await expect(page).toHaveURL(`/messages?open=${id}`)

  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByRole('complementary', { name: 'Message' })).toContainText('Bring your insurance card.')
  await page.goBack()
  await expect(panel).toBeHidden()
  await expect(page).toHaveURL('/messages')
})
