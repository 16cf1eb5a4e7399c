import { expect, type Page, test } from '@playwright/test'
import { generateSync } from 'otplib'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { type Account, ask, openAccount, send, signIn } from './account.ts'
import { expectNarrow, expectNoBarriers } from './barriers.ts'
import { connection, openLog } from './log.ts'

const NEW_PASSWORD = 'four quiet harbour lights'

async function changePassword(page: Page, { password }: Account): Promise<void> {
  await page.getByText('Change password').first().click()
  await page.getByLabel('Present password').fill(password)
  await page.getByLabel('New password').fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Change password' }).click()
}

test('changing the password ends a copied cookie within a second, and closes what is open with it', async ({
  page,
  browser,
}) => {
  const account = await openAccount()
  await send(account)
  await signIn(page, account)
  const thief = await browser.newContext({
    storageState: await page.context().storageState(),
    baseURL: stackFacts().portalUrl,
  })
  const stolen = await thief.newPage()
  await openLog(stolen)
  await page.goto('/preferences/security')
  await changePassword(page, { ...account, password: 'not the password' })
  await expect(page.getByLabel('Present password')).toHaveAccessibleDescription(/not your present password/)
  await page.getByLabel('Present password').fill(account.password)
  await page.getByLabel('New password').fill('short')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/at least 10 characters/)
  await page.getByLabel('Present password').fill(account.password)
  await page.getByLabel('New password').fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password is changed')).toBeVisible()

  await expect(connection(stolen)).toContainText('Session ended', { timeout: 1500 })
  expect((await thief.request.get('/messages/live')).status()).toBe(401)
  await thief.close()
  await page.goto('/numbers')
  await expect(page).toHaveURL('/numbers')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a password is changed, and a session ended', async ({ page, browser }) => {
    const account = await openAccount()
    const other = await browser.newContext({ baseURL: stackFacts().portalUrl, javaScriptEnabled: false })
    const phone = await other.newPage()
    await signIn(phone, account)
    await signIn(page, account)
    await page.goto('/preferences/security')
    await page.getByRole('button', { name: /^End the session/ }).click()
    await phone.goto('/numbers')
    await expect(phone).toHaveURL(/\/sign-in/)
    await other.close()
    await page.goto('/preferences/security')
    await changePassword(page, account)
    await expect(page.getByText('Your password is changed')).toBeVisible()
    await page.goto('/numbers')
    await expect(page).toHaveURL('/numbers')
  })
})

test('somebody who is signed in may sign in again, for a fresh proof', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/sign-in')
  await expect(page).toHaveURL('/')
  await signIn(page, account, '/sign-in?again=yes')
  await expect(page).toHaveURL('/')
  const living = await ask(
    'select 1 from sessions s join people p on p.id = s.person_id where p.email = $1 and s.ended_at is null',
    [account.email],
  )
  expect(living).toHaveLength(1)
})

/** Until the wanted control has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab')
    const text = await page.evaluate(() => {
      const at = document.activeElement
      return `${at?.textContent} ${at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : ''}`.trim()
    })
    if (text.startsWith(name)) return
  }
  throw new Error(`no tab leads to ${name}`)
}

test('a second factor is set up, shown and its pages left with a keyboard alone; no page keeps anybody out', async ({
  page,
}) => {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/preferences/security')
  await tabTo(page, 'Set up an authenticator app')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Authenticator app' })).toBeVisible()
  await tabTo(page, 'Show the QR code')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible()
  await tabTo(page, 'No camera at hand')
  await page.keyboard.press('Enter')
  const key = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? ''
  await expectNoBarriers(page)
  await expectNarrow(page)
  const code = (steps: number) =>
    generateSync({ secret: key.replaceAll(' ', ''), epoch: Math.floor(Date.now() / 1000) + steps * 30 })
  await tabTo(page, 'The code it shows')
  await page.keyboard.type(code(-1))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Your recovery codes')).toBeVisible()
  await expectNoBarriers(page)
  await expectNarrow(page)
  await tabTo(page, 'I stored them')
  await page.keyboard.press('Enter')
  await expect(page.getByText('10 codes left')).toBeVisible()
  await expectNoBarriers(page)
  await expectNarrow(page)

  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(account.email)
  await page.getByLabel('Password').fill(account.password)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Code')).toBeFocused()
  await page.keyboard.type('000000')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Code')).toHaveAttribute('aria-invalid', 'true')
  await expectNoBarriers(page)
  await expectNarrow(page)
  await tabTo(page, 'Use a recovery code')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Recovery code')).toBeFocused()
  await expectNoBarriers(page)
})
