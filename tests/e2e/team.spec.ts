import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { type Account, ask, openAccount, send, signIn } from './account.ts'
import { expectNarrow, expectNoBarriers } from './barriers.ts'
import { connection, openLog } from './log.ts'
import { followNewestMail } from './mailbox.ts'

const PASSWORD = 'four quiet harbour lights'
let people = 0
const newEmail = () => `ben${process.pid}x${people++}@sound.example`
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const member = (page: Page, email: string) =>
  page.getByRole('table', { name: 'Members' }).getByRole('row').filter({ hasText: email })

async function invite(page: Page, email: string, role: string): Promise<void> {
  await page.goto('/preferences/team')
  const form = page.locator('form', { has: page.getByLabel('E-mail of whom to invite') })
  await form.getByLabel('E-mail of whom to invite').fill(email)
  await form.getByRole('radio', { name: role }).check()
  await press(page, 'Send the invitation')
}

/** Invited by the owner in `page`, and joined as somebody new, in a browser of their own. */
async function newMember(page: Page, browser: Browser, role = 'Developer'): Promise<{ email: string; theirs: Page }> {
  const email = newEmail()
  await invite(page, email, role)
  await expect(page.getByText(`We have sent an invitation to ${email}`)).toBeVisible()
  const theirs = await (await browser.newContext({ baseURL: stackFacts().portalUrl })).newPage()
  await followNewestMail(theirs, email)
  await theirs.getByLabel('Your name').fill('Ben Sound')
  await theirs.getByLabel('Choose a password').fill(PASSWORD)
  await press(theirs, 'Join the account')
  await expect(theirs.getByRole('heading', { name: 'Overview' })).toBeVisible()
  return { email, theirs }
}

async function ownerWithTraffic(page: Page): Promise<Account> {
  const account = await openAccount()
  await send(account)
  await signIn(page, account)
  return account
}

/** What a thief has who copied the cookie a moment ago. */
async function copyOf(page: Page, browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ storageState: await page.context().storageState(), baseURL: stackFacts().portalUrl })
}

async function expectOut(thief: BrowserContext): Promise<void> {
  expect((await thief.request.get('/messages/live')).status()).toBe(401)
  const page = await thief.newPage()
  await page.goto('/messages')
  await expect(page).toHaveURL(/\/sign-in/)
  await thief.close()
}

test('somebody new joins by the link in the mail, with the role that was meant', async ({ page, browser }) => {
  await ownerWithTraffic(page)
  const { email, theirs } = await newMember(page, browser, 'Support')
  await expect(theirs.getByRole('navigation', { name: 'Main' })).toContainText('Support')
  await theirs.goto('/preferences/team')
  await expect(member(theirs, email)).toContainText('(you)')
  await expect(theirs.getByRole('link', { name: 'Change' })).toHaveCount(0)
  await expect(theirs.getByRole('region', { name: 'What each role may do' })).toContainText('See what messages say')
  await page.reload()
  await expect(member(page, email)).toContainText('Support')
  await member(page, email).getByRole('link', { name: 'Change' }).click()
  await page.getByText('Remove from this account').click()
  await expectNoBarriers(page)
  await expectNarrow(page)
  await theirs.context().close()
})

test('somebody who is here already signs in, comes back to the invitation and accepts it', async ({ page }) => {
  await ownerWithTraffic(page)
  const guest = await openAccount()
  await invite(page, guest.email, 'Finance')
  await expect(page.getByText(`We have sent an invitation to ${guest.email}`)).toBeVisible()
  // The inviter follows the link: it is not theirs.
  await followNewestMail(page, guest.email)
  await expect(page.getByText('Only the person with the e-mail above can accept this.')).toBeVisible()
  await expectNoBarriers(page)
  await expect(page.getByRole('button', { name: 'Join the account' })).toHaveCount(0)
  await press(page, 'Sign out')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('E-mail').fill(guest.email)
  await page.getByLabel('Password').fill(guest.password)
  await press(page, 'Sign in')
  await press(page, 'Join the account')
  await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('Finance')
  await page.getByRole('button', { name: 'Switch account' }).click()
  await expect(page.locator('#accounts').getByRole('button')).toHaveCount(2)
})

test('a role that is changed ends a copied cookie within a second, and the live view that was open', async ({
  page,
  browser,
}) => {
  await ownerWithTraffic(page)
  const { email, theirs } = await newMember(page, browser)
  await openLog(theirs)
  const thief = await copyOf(theirs, browser)
  await page.reload()
  await member(page, email).getByRole('link', { name: 'Change' }).click()
  await page.getByRole('group', { name: 'Role of Ben Sound' }).getByRole('radio', { name: 'Read only' }).check()
  await press(page, 'Save role')
  await expect(page.getByText('The role was changed.')).toBeVisible()
  await expect(connection(theirs)).toContainText('Session ended', { timeout: 1500 })
  await expectOut(thief)
  await expect(member(page, email)).toContainText('Read only')
  await signIn(theirs, { email, password: PASSWORD, accessKey: '', secret: '', from: '' })
  await expect(theirs.getByRole('navigation', { name: 'Main' })).toContainText('Read only')
  await theirs.context().close()
})

test('removing somebody ends a copied cookie within a second, and the live view that was open', async ({
  page,
  browser,
}) => {
  await ownerWithTraffic(page)
  const { email, theirs } = await newMember(page, browser)
  await openLog(theirs)
  const thief = await copyOf(theirs, browser)
  await page.reload()
  await member(page, email).getByRole('link', { name: 'Change' }).click()
  await page.getByText('Remove from this account').click()
  await press(page, 'Remove Ben Sound')
  await expect(page.getByText('They are off this account')).toBeVisible()
  await expect(connection(theirs)).toContainText('Session ended', { timeout: 1500 })
  await expectOut(thief)
  await expect(member(page, email)).toHaveCount(0)
  await theirs.context().close()
})

test('who has been away for five minutes proves once more who is there, and nothing typed is lost', async ({
  page,
}) => {
  const account = await ownerWithTraffic(page)
  await ask(
    "update sessions set sudo_at = now() - interval '6 minutes' from people p where p.id = person_id and p.email = $1",
    [account.email],
  )
  const email = newEmail()
  await invite(page, email, 'Developer')
  await page.getByLabel('Your password').fill('not the password')
  await press(page, 'Send the invitation')
  await expect(page.getByLabel('Your password')).toHaveAccessibleDescription(/This is not your password/)
  await expect(page.getByLabel('E-mail of whom to invite')).toHaveValue(email)
  await expect(page.getByRole('radio', { name: 'Developer' }).last()).toBeChecked()
  await page.getByLabel('Your password').fill(account.password)
  await press(page, 'Send the invitation')
  await expect(page.getByText(`We have sent an invitation to ${email}`)).toBeVisible()
})

test('the last owner cannot step down or leave, and is told why', async ({ page }) => {
  const { email } = await ownerWithTraffic(page)
  await page.goto('/preferences/team')
  await member(page, email).getByRole('link', { name: 'Change' }).click()
  await page.getByRole('group', { name: 'Your role' }).getByRole('radio', { name: 'Administrator' }).check()
  await press(page, 'Save role')
  await expect(page.getByText('An account keeps at least one owner.')).toBeVisible()
  await page.goto('/preferences/account')
  await page.getByText('Leave this account').click()
  await press(page, 'Leave the account')
  await expect(page.getByText('An account keeps at least one owner.')).toBeVisible()
})

test('an account is renamed, another one is opened, and one switches between them', async ({ page }) => {
  await ownerWithTraffic(page)
  await page.goto('/preferences/account')
  await page.getByLabel('Account name').fill('Harbor <b>Dental</b>')
  await page.getByLabel('Time zone', { exact: true }).selectOption('Pacific/Honolulu')
  await press(page, 'Save')
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(page.getByLabel('Time zone', { exact: true })).toHaveValue('Pacific/Honolulu')
  await page.getByRole('button', { name: 'Harbor <b>Dental</b>' }).click()
  await page.getByRole('link', { name: 'Open another account' }).first().click()
  await page.getByLabel('Account name').fill('Second Cafe')
  await press(page, 'Open the account')
  await expect(page.getByRole('button', { name: 'Second Cafe' })).toBeVisible()
  await page.getByRole('button', { name: 'Second Cafe' }).click()
  await page.locator('#accounts').getByRole('button', { name: 'Harbor <b>Dental</b>' }).click()
  await expect(page.getByRole('banner')).toContainText('Harbor <b>Dental</b>')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('inviting, sending again, revoking, changing a role and removing work', async ({ page, browser }) => {
    await ownerWithTraffic(page)
    const gone = newEmail()
    await invite(page, gone, 'Support')
    await expect(page.getByText(`We have sent an invitation to ${gone}`)).toBeVisible()
    await page.getByRole('link', { name: `Change the invitation of ${gone}` }).click()
    await press(page, 'Send it again')
    await expect(page.getByText('The invitation was sent again')).toBeVisible()
    await page.getByRole('link', { name: `Change the invitation of ${gone}` }).click()
    await press(page, 'Revoke it')
    await expect(page.getByText('The invitation was revoked.')).toBeVisible()

    const { email, theirs } = await newMember(page, browser)
    await page.goto('/preferences/team')
    await member(page, email).getByRole('link', { name: 'Change' }).click()
    await page.getByRole('group', { name: 'Role of Ben Sound' }).getByRole('radio', { name: 'Finance' }).check()
    await press(page, 'Save role')
    await expect(member(page, email)).toContainText('Finance')
    await member(page, email).getByRole('link', { name: 'Change' }).click()
    await page.getByText('Remove from this account').click()
    await press(page, 'Remove Ben Sound')
    await expect(member(page, email)).toHaveCount(0)
    await theirs.context().close()
  })

  test('names and another account work', async ({ page }) => {
    await ownerWithTraffic(page)
    await page.goto('/preferences/account')
    await page.getByLabel('Your name').fill('x'.repeat(100))
    await press(page, 'Save your name')
    await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('x'.repeat(100))
    await page.goto('/accounts/new')
    await page.getByLabel('Account name').fill('Second Cafe')
    await press(page, 'Open the account')
    await expect(page.getByRole('banner')).toContainText('Second Cafe')
  })
})
