import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { generateSync } from 'otplib'
import { rememberSecrets } from '#tests/support/told-secrets.ts'
import { type Account, ask, openAccount, signIn } from './account.ts'

/** What an authenticator app would show for the key on the page. */
function codeOf(key: string, stepsFromNow = 0): string {
  return generateSync({ secret: key.replaceAll(' ', ''), epoch: Math.floor(Date.now() / 1000) + stepsFromNow * 30 })
}

/** Waits until the codes of this half-minute stay good for ten seconds more: one that ends while it is typed is rightly refused. */
async function codesStay(): Promise<void> {
  await expect.poll(() => (Date.now() / 1000) % 30, { timeout: 15_000 }).toBeLessThan(20)
}

async function setUpAuthenticator(page: Page): Promise<{ key: string; recoveryCodes: string[] }> {
  await page.goto('/second-factor')
  await page.getByRole('button', { name: 'Show the QR code' }).click()
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible()
  await page.getByText('No camera at hand').click()
  const key = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? ''
  await page.getByLabel('The code it shows').fill('000000')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByLabel('The code it shows')).toHaveAccessibleDescription(/not the code of this moment/)
  await codesStay()
  await page.getByLabel('The code it shows').fill(codeOf(key, -1))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('Your authenticator app is set up.')).toBeVisible()
  const recoveryCodes = await page.getByText(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/).allTextContents()
  expect(recoveryCodes).toHaveLength(10)
  rememberSecrets(key.replaceAll(' ', ''), ...recoveryCodes)
  return { key, recoveryCodes }
}

async function signOut(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/sign-in')
}

async function typePassword(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const overview = (page: Page) => page.getByRole('heading', { name: 'Overview', level: 1 })

test('an authenticator app is set up, and the next sign-in asks for its code', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/preferences/security')
  await page.getByRole('link', { name: 'Set up an authenticator app' }).click()
  const { key } = await setUpAuthenticator(page)
  await page.getByRole('link', { name: 'I stored them' }).click()
  await expect(page.getByText('10 codes left')).toBeVisible()
  await signOut(page)

  await page.goto('/sign-in?next=%2Fnumbers')
  await typePassword(page, account)
  await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible()
  await expect(page.getByLabel('Code')).toHaveAttribute('autocomplete', 'one-time-code')
  await expect(page.getByLabel('Code')).toBeFocused()
  await page.keyboard.type('123456')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Code')).toHaveAccessibleDescription(/4 tries are left/)
  await page.getByLabel('Code').fill(codeOf(key))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/numbers')
})

test('five wrong codes send back to the beginning of the sign-in', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  await setUpAuthenticator(page)
  await signOut(page)
  await typePassword(page, account)
  for (let left = 4; left > 0; left--) {
    await page.getByLabel('Code').fill('000000')
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByLabel('Code')).toHaveAccessibleDescription(new RegExp(`${left} tr`))
  }
  await page.getByLabel('Code').fill('000000')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('had too many wrong codes')).toBeVisible()
  await page.goto('/sign-in/code')
  await expect(page).toHaveURL('/sign-in?over=yes')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the app is set up, and a recovery code opens the next sign-in, once', async ({ page }) => {
    const account = await openAccount()
    await signIn(page, account)
    const { recoveryCodes } = await setUpAuthenticator(page)
    const [code = ''] = recoveryCodes
    await signOut(page)
    await typePassword(page, account)
    await page.getByRole('link', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code').fill(code.toLowerCase().replaceAll('-', ''))
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(overview(page)).toBeVisible()
    await page.goto('/preferences/security')
    await expect(page.getByText('9 codes left')).toBeVisible()

    await signOut(page)
    await typePassword(page, account)
    await page.getByRole('link', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code').fill(code)
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByLabel('Recovery code')).toHaveAccessibleDescription(/not right, or was used already/)
  })

  test('what is dangerous asks for the password again, and then goes on', async ({ page }) => {
    const account = await openAccount()
    await signIn(page, account)
    await lapseProof(account)
    await page.goto('/second-factor')
    await page.getByRole('button', { name: 'Show the QR code' }).click()
    await page.getByLabel('Your password').fill('not the password')
    await page.getByRole('button', { name: 'Show the QR code' }).click()
    await expect(page.getByLabel('Your password')).toHaveAccessibleDescription(/This is not your password/)
    await page.getByLabel('Your password').fill(account.password)
    await page.getByRole('button', { name: 'Show the QR code' }).click()
    await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible()
  })
})

/** As if the last proof were a while ago. */
async function lapseProof({ email }: Account): Promise<void> {
  await ask(
    `update sessions set sudo_at = now() - interval '6 minutes' from people p where p.id = person_id and p.email = $1`,
    [email],
  )
}

test('taking a factor away asks for the password again in the same form', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  await setUpAuthenticator(page)
  await lapseProof(account)
  await page.goto('/preferences/security')
  await page.getByRole('button', { name: 'Remove the authenticator app' }).click()
  await expect(page.getByLabel('Your password')).toBeFocused()
  await page.keyboard.type(account.password)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Not set up')).toBeVisible()
  await signOut(page)
  await typePassword(page, account)
  await expect(overview(page)).toBeVisible()
})

/** A device that says yes to everything, as a finger on its sensor would. */
async function withDevice(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto('/preferences/security')
  await page.getByLabel('Name of a new passkey').fill(name)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByText(`${name} is a passkey of yours now.`)).toBeVisible()
}

test('a passkey is added, signs in without e-mail or code, is the second step after a password, and is removed', async ({
  page,
}) => {
  const account = await openAccount()
  await signIn(page, account)
  await withDevice(page)
  await addPasskey(page, 'Work laptop')
  await expect(page.getByText(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)).toHaveCount(10)
  await signOut(page)

  await page.getByRole('button', { name: 'Use a passkey instead' }).click()
  await expect(overview(page)).toBeVisible()
  await signOut(page)

  await typePassword(page, account)
  await page.getByRole('button', { name: 'Use a passkey', exact: true }).click()
  await expect(overview(page)).toBeVisible()

  await page.goto('/preferences/security')
  await page.getByText('Change Work laptop').click()
  await page.getByLabel('Name', { exact: true }).fill('Old laptop')
  await page.getByRole('button', { name: 'Rename' }).click()
  await expect(page.getByRole('cell', { name: 'Old laptop', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Remove this passkey' }).click()
  await expect(page.getByRole('table', { name: 'Your passkeys' })).toBeHidden()
  await signOut(page)

  await page.getByRole('button', { name: 'Use a passkey instead' }).click()
  await expect(page.getByText('This passkey opens nothing here')).toBeVisible()
  await typePassword(page, account)
  await expect(overview(page)).toBeVisible()
})

test('a passkey whose counter goes back is a copy, and is refused', async ({ page }) => {
  const account = await openAccount()
  await signIn(page, account)
  await withDevice(page)
  await addPasskey(page, 'Key')
  await ask('update passkeys k set counter = 1000 from people p where p.id = person_id and p.email = $1', [
    account.email,
  ])
  await signOut(page)
  await page.getByRole('button', { name: 'Use a passkey instead' }).click()
  await expect(page.getByText('This passkey opens nothing here')).toBeVisible()
})

test('who has no passkey here is told so, and signs in another way', async ({ page }) => {
  const account = await openAccount()
  await page.goto('/sign-in')
  await withDevice(page)
  await page.getByRole('button', { name: 'Use a passkey instead' }).click()
  await expect(page.getByText('No passkey was used')).toBeVisible()
  await typePassword(page, account)
  await expect(overview(page)).toBeVisible()
})

async function signedInElsewhere(from: BrowserContext, account: Account): Promise<Page> {
  const browser = from.browser()
  if (!browser) throw new Error('no browser')
  const page = await (await browser.newContext({ baseURL: new URL(from.pages()[0]?.url() ?? '').origin })).newPage()
  await signIn(page, account)
  return page
}

test('one session, or all others, are ended from the list, and are out at once', async ({ page, context }) => {
  const account = await openAccount()
  await signIn(page, account)
  const phone = await signedInElsewhere(context, account)
  const tablet = await signedInElsewhere(context, account)
  const laptop = await signedInElsewhere(context, account)
  await page.goto('/preferences/security')
  const table = page.getByRole('table', { name: 'Your sessions' })
  await expect(table.getByRole('row')).toHaveCount(5)
  await expect(table.getByText('This one')).toHaveCount(1)
  await table
    .getByRole('button', { name: /^End the session/ })
    .first()
    .click()
  await expect(table.getByRole('row')).toHaveCount(4)
  const out = async () => {
    let count = 0
    for (const one of [phone, tablet, laptop]) {
      await one.goto('/numbers')
      if (one.url().includes('/sign-in')) count++
    }
    return count
  }
  expect(await out()).toBe(1)
  await page.getByRole('button', { name: 'End all other sessions' }).click()
  await expect(page.getByText('2 sessions were ended.')).toBeVisible()
  expect(await out()).toBe(3)
  await page.goto('/numbers')
  await expect(page).toHaveURL('/numbers')
  for (const one of [phone, tablet, laptop]) await one.context().close()
})

test('an account that asks for a second factor closes until there is one, and opens at once with it', async ({
  page,
}) => {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/preferences/security')
  await page.getByLabel('Everybody must have a second factor').check()
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByText('Your own sign-in does not keep this rule.')).toBeVisible()
  await expect(page.getByLabel('Everybody must have a second factor')).toBeChecked()

  await ask(
    `update accounts set require_second_factor = true where id in
       (select account_id from memberships m join people p on p.id = m.person_id where p.email = $1)`,
    [account.email],
  )
  await page.goto('/messages')
  await expect(page).toHaveURL('/closed')
  await page.getByRole('link', { name: 'Set up a second factor' }).click()
  await setUpAuthenticator(page)
  await page.getByRole('link', { name: 'I stored them' }).click()
  await expect(page.getByRole('heading', { name: 'Security' })).toBeVisible()
  await expect(page.getByLabel('Everybody must have a second factor')).toBeChecked()
})
