import { expect, type Page, request, test } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { type Account, ask, countMessages, openAccount, PHONE, send, signIn } from './account.ts'
import { connection, openLog } from './log.ts'

async function tryToSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('a wrong password and an unknown e-mail are answered alike', async ({ page }) => {
  const { email } = await openAccount()
  const told: string[] = []
  for (const one of [email, 'nobody@sound.example']) {
    await tryToSignIn(page, one, 'not the password')
    const notice = page.locator('form').getByRole('status')
    await expect(notice).not.toBeEmpty()
    told.push((await notice.textContent()) ?? '')
    await expect(page.getByLabel('E-mail')).toHaveValue(one)
    await expect(page.getByLabel('Password')).toHaveValue('')
  }
  expect(told[0]).toBe('This e-mail and password do not go together. Check both and try again.')
  expect(told[1]).toBe(told[0])
})

test('the e-mail is taken in any case, with blanks around it', async ({ page }) => {
  const { email, password } = await openAccount()
  await tryToSignIn(page, ` ${email.toUpperCase()} `, password)
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
})

test('a password manager knows which fields are meant, and the cookie is out of reach of scripts', async ({ page }) => {
  const account = await openAccount()
  await page.goto('/sign-in')
  await expect(page.getByLabel('E-mail')).toHaveAttribute('autocomplete', 'username')
  await expect(page.getByLabel('Password')).toHaveAttribute('autocomplete', 'current-password')
  await signIn(page, account)
  const cookies = (await page.context().cookies()).filter(({ name }) => name.includes('session'))
  expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Lax', path: '/' }])
})

test('signing out ends the session everywhere: a copied cookie opens nothing, an open live view ends', async ({
  page,
  context,
  browser,
}) => {
  const account = await openAccount()
  await send(account)
  await signIn(page, account)
  await openLog(page)
  const copied = await context.storageState()
  const other = await context.newPage()
  await other.goto('/')
  await other.getByRole('button', { name: 'Sign out' }).click()
  await expect(other).toHaveURL('/sign-in')

  await expect(connection(page)).toContainText('Session ended')
  const thief = await browser.newContext({ storageState: copied, baseURL: stackFacts().portalUrl })
  const stolen = await thief.newPage()
  await stolen.goto('/messages')
  await expect(stolen).toHaveURL('/sign-in?next=%2Fmessages')
  expect((await thief.request.get('/messages/live')).status()).toBe(401)
  await thief.close()
})

test('a link to a message survives signing in', async ({ page }) => {
  const account = await openAccount()
  const id = await send(account, { body: 'Behind a link' })
  await page.goto(`/messages?open=${id}`)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.getByLabel('E-mail').fill(account.email)
  await page.getByLabel('Password').fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`/messages?open=${id}`)
  await expect(page.getByRole('complementary', { name: 'Message' })).toContainText('Behind a link')
})

test('a crafted link cannot lead away from the portal after signing in', async ({ page }) => {
  const account = await openAccount()
  const asked: string[] = []
  page.on('request', (one) => asked.push(new URL(one.url()).origin))
  const crafted = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ]
  for (const next of crafted) {
    await signIn(page, account, `/sign-in?next=${encodeURIComponent(next)}`)
    await expect(page).toHaveURL('/')
    // Those who are signed in already are led on at once.
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await expect(page).toHaveURL('/')
    await page.context().clearCookies()
  }
  expect(new Set(asked)).toEqual(new Set([stackFacts().portalUrl]))
})

/** The send form, posted by hand as a browser without JavaScript posts it. */
async function postSendForm(page: Page, account: Account, headers: Record<string, string>): Promise<number> {
  const client = await request.newContext({
    storageState: await page.context().storageState(),
    baseURL: stackFacts().portalUrl,
  })
  await page.goto('/messages/new')
  const html = await (await client.get('/messages/new')).text()
  const form = /<form[^>]*>(?:(?!<\/form>).)*name="body".*?<\/form>/s.exec(html)?.[0] ?? ''
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)].map(
    ([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')] as const,
  )
  const fields = { from: account.from, to: PHONE, body: 'Posted by a stranger’s page' }
  const answer = await client.post('/messages/new', {
    multipart: { ...Object.fromEntries(hidden), ...fields },
    headers,
    maxRedirects: 0,
  })
  await client.dispose()
  return answer.status()
}

test('a form posted by another site’s page does nothing', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  const own = stackFacts().portalUrl
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: own, 'sec-fetch-site': 'cross-site' },
    { origin: own.replace('localhost', 'evil.localhost') },
  ]
  for (const headers of foreign) {
    expect(await postSendForm(page, account, headers), JSON.stringify(headers)).not.toBe(303)
  }
  expect(await countMessages(account)).toBe(0)
  expect(await postSendForm(page, account, { origin: own, 'sec-fetch-site': 'same-origin' })).toBe(303)
  expect(await countMessages(account)).toBe(1)
})

test('who is removed from an account is out at once', async ({ page }) => {
  const account = await openAccount()
  await send(account)
  await signIn(page, account)
  await openLog(page)
  await ask('delete from memberships using people p where p.id = person_id and p.email = $1', [account.email])
  await expect(connection(page)).toContainText('Session ended', { timeout: 1500 })
  await page.goto('/messages')
  await expect(page).toHaveURL(/\/sign-in/)
})
