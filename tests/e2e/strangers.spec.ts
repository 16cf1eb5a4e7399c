import { expect, type Page, test } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { type Account, ask, openAccount, receive, send, signIn } from './account.ts'
import { connection, openLog, row, shownIds } from './log.ts'

const panel = (page: Page) => page.getByRole('complementary', { name: 'Message' })

test('a message of another account cannot be opened: it is not found, on its page and beside the log', async ({
  page,
}) => {
  const [victim, stranger] = [await openAccount(), await openAccount()]
  const id = await send(victim, { body: 'For our eyes only' })
  await signIn(page, stranger)
  const answer = await page.goto(`/messages/${id}`)
  expect(answer?.status()).toBe(404)
  await expect(page.getByText('It is not on this account')).toBeVisible()
  await page.goto(`/messages?open=${id}`)
  await expect(panel(page)).toContainText('No such message')
  expect(await page.content()).not.toContain('For our eyes only')
})

test('what other accounts send and receive never shows in the live log', async ({ page }) => {
  const [victim, stranger] = [await openAccount(), await openAccount()]
  const known = await send(stranger)
  await signIn(page, stranger)
  await openLog(page)
  await send(victim, { body: 'For our eyes only' })
  await receive(victim, { body: 'For your eyes only' })
  const own = await send(stranger, { body: 'My own' })
  await expect(row(page, own)).toContainText('Delivered')
  expect(await shownIds(page)).toEqual([own, known])
})

test('nor does it come down the wire, from whatever position the stream is asked for', async ({ page }) => {
  const [victim, stranger] = [await openAccount(), await openAccount()]
  const secret = await send(victim, { body: 'For our eyes only' })
  const own = await send(stranger, { body: 'My own' })
  await signIn(page, stranger)
  for (const after of ['0.0', '', "1.0' or 1=1"]) {
    const heard = await listenUntil(page, after, own)
    expect(heard).not.toContain(secret)
    expect(heard).not.toContain('eyes only')
  }
})

/** Everything the stream says up to a word. */
async function listenUntil(page: Page, after: string, word: string): Promise<string> {
  const leave = new AbortController()
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const url = `${stackFacts().portalUrl}/messages/live?after=${encodeURIComponent(after)}`
  const answer = await fetch(url, { headers: { cookie }, signal: leave.signal })
  if (!answer.body) throw new Error('the stream has no body')
  let heard = ''
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    heard += chunk
    if (heard.includes(word)) break
  }
  leave.abort()
  return heard
}

async function giveRole(account: Account, role: string): Promise<void> {
  await ask(
    'update memberships m set role = $2 from people p where p.id = m.person_id and p.email = $1 returning m.role',
    [account.email, role],
  )
}

test('support sees the road of a message, and nowhere what it says', async ({ page }) => {
  const account = await openAccount()
  const id = await send(account, { body: 'Your results are here' })
  await receive(account, { body: 'Please call my wife' })
  await giveRole(account, 'support')
  await signIn(page, account)
  await expect(page.getByText('Live activity')).toBeVisible()
  expect(await page.content()).not.toContain('Your results')

  await openLog(page)
  await expect(row(page, id)).toContainText('Not shown to your role')
  const next = await send(account, { body: 'Your results are here, again' })
  await expect(row(page, next)).toContainText('Delivered')
  await row(page, next).click()
  await expect(panel(page)).toContainText('Your role does not show what messages say.')
  expect(await page.content()).not.toContain('Your results')
  expect(await page.content()).not.toContain('my wife')

  await page.goto(`/messages/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Delivered in')
  expect(await page.content()).not.toContain('Your results')
  expect(await listenUntil(page, '0.0', next)).not.toContain('Your results')
})

test('a role that may not send or see keys is told which roles may', async ({ page }) => {
  const account = await openAccount()
  await send(account)
  await giveRole(account, 'support')
  await signIn(page, account)
  for (const path of ['/messages/new', '/messages/simulate', '/preferences/api-control']) {
    await page.goto(path)
    await expect(page.getByText('It is open to: Owner, Administrator or Developer.')).toBeVisible()
  }
  await page.goto('/messages')
  await expect(page.getByRole('link', { name: 'Send a message' })).toBeHidden()
})

test('a role that changes holds at once, for a live view that is open too', async ({ page }) => {
  const account = await openAccount()
  await send(account, { body: 'Before' })
  await signIn(page, account)
  await openLog(page)
  await giveRole(account, 'support')
  await expect(connection(page)).not.toHaveText('Live')
  await page.reload()
  await expect(page.getByText('Not shown to your role')).toBeVisible()
  expect(await page.content()).not.toContain('Before')
})

test('a role that does not see texts does not find them in the carrier’s raw receipt either', async ({ page }) => {
  const account = await openAccount()
  const id = await send(account, { body: 'Unseen words' })
  await signIn(page, account)
  await page.goto(`/messages/${id}`)
  await expect(page.getByText('Raw receipt')).toBeVisible()
  await giveRole(account, 'support')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Carrier exchange' })).toBeVisible()
  await expect(page.getByText('Raw receipt')).toBeHidden()
  const content = await page.content()
  expect(content).not.toContain('Unseen words')
  expect(content).not.toContain(Buffer.from('Unseen words').toString('hex'))
})

test('a form that was open before the role changed sends nothing', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/messages/new')
  await page.getByLabel('To', { exact: true }).fill('2065550107')
  await page.getByLabel('Text').fill('Too late')
  await giveRole(account, 'read_only')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText('Your role on this account does not allow this.')).toBeVisible()
  expect(await ask('select id from messages where from_e164 = $1', [account.from])).toEqual([])
})
