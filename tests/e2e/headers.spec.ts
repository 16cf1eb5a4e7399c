import { expect, type Page, test } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { demoAccount, openAccount, PHONE, send, signIn } from './account.ts'
import { connection, row } from './log.ts'

function directives(policy: string | undefined): Record<string, string> {
  const rules = (policy ?? '').split(';').map((rule) => rule.trim().split(/\s+(.*)/s, 2) as [string, string])
  return Object.fromEntries(rules)
}

async function headersOf(page: Page, path: string): Promise<Record<string, string>> {
  const answer = await page.goto(path)
  if (!answer) throw new Error(`no answer from ${path}`)
  return answer.headers()
}

test('every page forbids scripts that are not its own, frames, guessing of types and keeping', async ({ page }) => {
  await page.goto('/sign-in')
  const paths = ['/sign-in', '/', '/messages', '/messages/new', '/numbers', '/preferences/api-control', '/nowhere']
  await signIn(page, demoAccount())
  const nonces = new Set<string>()
  for (const path of paths.slice(1)) {
    const headers = await headersOf(page, path)
    const { 'script-src': scripts = '', ...rules } = directives(headers['content-security-policy'])
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? ''
    expect(nonce.length, path).toBeGreaterThanOrEqual(22)
    expect(scripts, path).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/)
    expect(rules, path).toMatchObject({
      'default-src': "'none'",
      'frame-ancestors': "'none'",
      // A form that pays is answered with the way to Stripe.
      'form-action': `'self' ${stackFacts().stripeUrl}`,
      'base-uri': "'none'",
    })
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringContaining('no-store'),
      'referrer-policy': 'same-origin',
    })
    expect(headers, path).not.toHaveProperty('x-powered-by')
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(paths.length - 1)
})

test('the sign-in page has the same protection before anybody is known', async ({ page }) => {
  const headers = await headersOf(page, '/sign-in')
  expect(directives(headers['content-security-policy'])['script-src']).toMatch(/'nonce-[^']{22,}'/)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': expect.stringContaining('no-store'),
  })
})

test('the live stream is kept by nobody on the way', async ({ page }) => {
  await signIn(page, demoAccount())
  const answered = page.waitForResponse((one) => one.url().includes('/messages/live?after='))
  await page.goto('/messages')
  const headers = (await answered).headers()
  expect(headers['content-type']).toBe('text/event-stream; charset=utf-8')
  expect(headers['cache-control']).toContain('no-store')
  expect(headers['cache-control']).toContain('no-transform')
})

test('a whole day’s work asks no other host for anything, and breaks no rule of its own', async ({ page }) => {
  const hosts = new Set<string>()
  const complaints: string[] = []
  page.on('request', (one) => hosts.add(new URL(one.url()).origin))
  page.on('console', (one) => {
    if (one.type() === 'error' || one.type() === 'warning') complaints.push(one.text())
  })
  page.on('pageerror', (fault) => complaints.push(fault.message))

  const account = await openAccount()
  await signIn(page, account)
  for (const [link, heading] of [
    ['Numbers', 'Numbers'],
    ['API control', 'API control'],
    ['Messages', 'Messages'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: link }).click()
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible()
  }
  const id = await send(account)
  await expect(row(page, id)).toContainText('Delivered')
  await expect(connection(page)).toHaveText('Live')
  await row(page, id).click()
  await expect(page.getByRole('complementary', { name: 'Message' })).toContainText('Delivered in')
  await page.getByRole('link', { name: 'Send a message' }).click()
  // The log has a filter of the same name, which stands until the form has come.
  await expect(page).toHaveURL('/messages/new')
  await page.getByLabel('To', { exact: true }).fill(PHONE)
  await page.getByLabel('Text').fill('One more')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Delivered in')
  await page.getByRole('button', { name: 'Dark theme' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/sign-in')

  expect([...hosts]).toEqual([stackFacts().portalUrl])
  expect(complaints).toEqual([])
})
