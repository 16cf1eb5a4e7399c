import { expect, type Page, test } from '@playwright/test'
import { type Posted, type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { type Account, ask, authorization, openAccount, receive, signIn } from './account.ts'
import { expectNarrow, expectNoBarriers } from './barriers.ts'

const receivers: Receiver[] = []
test.afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close()
})

/** Answers what `health.status` says at the time. */
async function listen(health = { status: 200 }): Promise<Receiver> {
  const receiver = await startReceiver(() => health.status)
  receivers.push(receiver)
  return receiver
}

async function setUrl(account: Account, url: string): Promise<void> {
  const answer = await fetch(`${stackFacts().apiUrl}/v2.1/messages/sms_callback`, {
    method: 'PUT',
    headers: { authorization: authorization(account), 'content-type': 'application/json' },
    body: JSON.stringify({ data: { attributes: { callback_url: url } } }),
  })
  if (!answer.ok) throw new Error(`not set: ${answer.status} ${await answer.text()}`)
}

const rows = (page: Page) => page.locator('tr[data-id]')
const panel = (page: Page) => page.getByRole('complementary', { name: 'Event' })
const focused = (page: Page) => page.locator(':focus')
const ids = (posts: readonly Posted[]) => posts.map(({ webhookId }) => webhookId).sort()

/** What the schedule would do in its own time. */
const giveUp = ({ from }: Account) =>
  ask(
    `update deliveries set status = 'failed', due_at = null, done_at = now()
     where status = 'pending' and number = $1`,
    [from],
  )

async function threeFailures(health: { status: number }): Promise<{ account: Account; receiver: Receiver }> {
  const receiver = await listen(health)
  const account = await openAccount()
  await setUrl(account, `${receiver.url}/sms`)
  for (const nth of [1, 2, 3]) await receive(account, { from: `+1206555012${nth}`, body: `Message ${nth}` })
  await receiver.has(3)
  return { account, receiver }
}

test('a receiver is down, the log shows each try, it comes back, and everything it missed is recovered under its old ids', async ({
  page,
}) => {
  const health = { status: 500 }
  const { account, receiver } = await threeFailures(health)
  const missed = ids(receiver.posts.slice(0, 3))
  await signIn(page, account)
  await page.goto('/webhooks')
  await expect(rows(page)).toHaveCount(3)
  await expect(rows(page).first()).toContainText('Retrying')
  await expect(rows(page).first()).toContainText('500')
  await rows(page).first().getByRole('link').first().click()
  await expect(panel(page)).toContainText('answered 500')
  await expect(panel(page).getByText('First byte').first()).toBeVisible()
  await panel(page).getByText('What came back').first().click()
  await expect(panel(page).locator('pre', { hasText: 'ok' }).first()).toBeVisible()
  await expectNoBarriers(page)

  await giveUp(account)
  health.status = 200
  const before = receiver.posts.length
  await page.goto('/webhooks')
  await page.getByText('Recover what failed').click()
  await page.getByRole('link', { name: 'Everything of the last hour' }).click()
  await expect(page.getByRole('heading', { name: 'Send 3 events again' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Events by endpoint' })).toContainText(receiver.url)
  await expectNoBarriers(page)
  await page.getByRole('button', { name: 'Send 3 again' }).click()
  await page.waitForURL(/\/webhooks\/replays\/[0-9a-f-]{36}/)
  await expect(page.getByRole('heading', { name: 'Replay' })).toContainText('Done', { timeout: 20_000 })
  await expect(page.locator('dl[aria-label="What became of them"] div', { hasText: 'Delivered' })).toContainText('3')
  expect(ids(receiver.posts.slice(before))).toEqual(missed)
  await expectNoBarriers(page)
  await expectNarrow(page)
  await page.goto('/webhooks/replays')
  await expect(page.getByRole('table')).toContainText('Failed or held')
})

test('one event is sent again from its own page, with the bytes it had', async ({ page }) => {
  const receiver = await listen()
  const account = await openAccount()
  await setUrl(account, receiver.url)
  await receive(account)
  const [first] = await receiver.has(1)
  await signIn(page, account)
  await page.goto(`/webhooks/${first?.webhookId}`)
  await expect(page.locator('dd', { hasText: 'Delivered' }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Send again' }).click()
  const second = (await receiver.has(2))[1]
  expect(second).toMatchObject({ webhookId: first?.webhookId, body: first?.body })
  await expect(page.getByText('Attempt 2')).toBeVisible()
})

test('a message that came while no URL was set waits, says so, and arrives once there is one', async ({ page }) => {
  const account = await openAccount()
  await receive(account, { body: 'Is somebody there?' })
  await signIn(page, account)
  await page.goto('/webhooks/undelivered')
  await expect(page.getByRole('navigation', { name: 'Webhooks' })).toContainText('Undelivered inbound1')
  const row = page.getByRole('row', { name: /Is somebody there\?/ })
  await expect(row).toContainText('no URL is set for it')
  await row.getByRole('button', { name: 'Send now' }).click()
  await expect(row).toContainText('no request URL is in force for it')
  await expectNoBarriers(page)
  await expectNarrow(page)
  const receiver = await listen()
  await setUrl(account, `${receiver.url}/sms`)
  await page.goto('/webhooks/undelivered')
  await page.getByRole('button', { name: 'Send now' }).click()
  const [post] = await receiver.has(1)
  expect(JSON.parse(post?.body ?? '').data.attributes).toMatchObject({
    body: 'Is somebody there?',
    message_callback_url: `${receiver.url}/sms`,
  })
  await page.goto('/webhooks/undelivered')
  await expect(page.getByRole('heading', { name: 'Every inbound message reached your server' })).toBeVisible()
})

test('an endpoint is disabled, holds what comes, and gives it back when it is enabled', async ({ page }) => {
  const receiver = await listen()
  const account = await openAccount()
  await setUrl(account, `${receiver.url}/sms`)
  await receive(account)
  await receiver.has(1)
  await signIn(page, account)
  await page.goto('/webhooks/endpoints')
  await page.getByRole('link', { name: `${receiver.url}/sms` }).click()
  await expect(page.getByRole('table', { name: 'Request URLs with this address' })).toContainText('The account')
  await page.getByText('Disable this endpoint').click()
  await page.getByRole('button', { name: 'Disable', exact: true }).click()
  await expect(page.getByText('Somebody of this account turned it off')).toBeVisible()
  await expectNoBarriers(page)
  await expectNarrow(page)
  await receive(account, { body: 'While it was off' })
  await page.getByRole('button', { name: 'Enable' }).click()
  await page.getByRole('link', { name: /Recover the 1 that were held/ }).click()
  await page.getByRole('button', { name: 'Send 1 again' }).click()
  const posts = await receiver.has(2)
  expect(posts[1]?.body).toContain('While it was off')
})

test('the log goes by keyboard: find, filter, walk, open, close', async ({ page }) => {
  const { account, receiver } = await threeFailures({ status: 503 })
  await signIn(page, account)
  await page.goto('/webhooks')
  await expect(rows(page)).toHaveCount(3)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(panel(page)).toContainText('answered 503')
  await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('k')
  await expect(rows(page).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()
  await page.keyboard.press('f')
  await expect(focused(page)).toHaveAccessibleName('Endpoint')
  await page.getByLabel('Last answer').selectOption('2xx')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByRole('heading', { name: 'No event matches these filters' })).toBeVisible()
  await page.getByRole('link', { name: 'Remove filter: Last answer' }).click()
  await expect(rows(page)).toHaveCount(3)
  await page.keyboard.press('/')
  await page.keyboard.type(receiver.posts[0]?.webhookId ?? '')
  await page.keyboard.press('Enter')
  await expect(panel(page)).toContainText(receiver.posts[0]?.webhookId ?? '')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the log is filtered, an event opened, and what failed recovered', async ({ page }) => {
    const health = { status: 500 }
    const { account, receiver } = await threeFailures(health)
    await giveUp(account)
    health.status = 200
    const before = receiver.posts.length
    await signIn(page, account)
    await page.goto('/webhooks?outcome=failed')
    await rows(page).first().getByRole('link').first().click()
    await expect(panel(page)).toContainText('answered 500')
    await page.goto('/webhooks?outcome=failed')
    await page.getByRole('link', { name: 'Replay all 3 events that match' }).click()
    await page.getByRole('button', { name: 'Send 3 again' }).click()
    await receiver.has(before + 3)
  })
})
