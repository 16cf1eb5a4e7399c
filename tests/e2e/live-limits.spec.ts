/** What a live view may ask for, and how many there may be. */
import { expect, type Page, test } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { openAccount, send, signIn } from './account.ts'
import { connection, openLog, row } from './log.ts'

/** The sandbox's carrier takes two seconds to answer for it. */
const SLOW_PHONE = '+12065550160'
const ASKED = 500
const MOST = 20

async function cookieOf(page: Page): Promise<string> {
  return (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
}

test('five hundred streams of one person: twenty are open, the rest are told so, and nobody else waits', async ({
  page,
  browser,
}) => {
  const [account, other] = [await openAccount(), await openAccount()]
  const known = await send(account)
  await signIn(page, account)
  await openLog(page)
  const neighbour = await (await browser.newContext({ baseURL: stackFacts().portalUrl })).newPage()
  await signIn(neighbour, other)
  await send(other)
  await openLog(neighbour)

  const leave = new AbortController()
  const cookie = await cookieOf(page)
  const ask = () =>
    fetch(`${stackFacts().portalUrl}/messages/live?after=0.0`, { headers: { cookie }, signal: leave.signal })
  const answers = await Promise.all(Array.from({ length: ASKED }, ask))
  const refused = answers.filter((one) => one.status === 429)
  const opened = answers.filter((one) => one.status === 200)
  // The page that is open may have one of the twenty.
  expect([MOST - 1, MOST]).toContain(opened.length)
  expect(refused).toHaveLength(ASKED - opened.length)
  expect(await refused[0]?.text()).toContain('Live is open in too many tabs here')

  const news = await send(other, { body: 'Beside the crowd' })
  await expect(row(neighbour, news)).toContainText('Delivered')
  await expect(connection(neighbour)).toHaveText('Live')

  // Its place is free as soon as the page is gone; here somebody else takes it.
  await page.goto('about:blank')
  await expect.poll(async () => (await ask()).status).toBe(429)
  await page.goto('/messages')
  await expect(connection(page)).toContainText('Not live: open in too many tabs here')
  await expect(row(page, known)).toBeVisible()
  leave.abort()
  await expect(connection(page)).toHaveText('Live', { timeout: 20_000 })
  await neighbour.context().close()
})

test('a live view shows what its filter asks for; what no longer matches is dimmed where it stands, with its news', async ({
  page,
}) => {
  const account = await openAccount()
  await send(account)
  await signIn(page, account)
  await page.goto('/messages?status=accepted,sending&direction=outbound')
  await expect(connection(page)).toHaveText('Live')
  const id = await send(account, { to: SLOW_PHONE })
  await row(page, id).hover()
  await expect(row(page, id)).toHaveAttribute('data-left')
  await expect(row(page, id)).toContainText(/Sent|Delivered/)
  await page.mouse.move(2, 2)
  await expect(row(page, id)).toBeHidden()
})

test('a range that is over is not called live', async ({ page }) => {
  const account = await openAccount()
  await send(account)
  await signIn(page, account)
  await page.goto('/messages?since=2026-01-01&until=2026-01-31')
  await expect(connection(page)).toHaveText('Live needs a range that reaches now')
})
