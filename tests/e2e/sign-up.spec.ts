import { expect, type Page, test } from '@playwright/test'
import { ask, openAccount, send, signIn } from './account.ts'
import { expectNarrow, expectNoBarriers } from './barriers.ts'
import { connection, openLog } from './log.ts'
import { followNewestMail } from './mailbox.ts'

const PASSWORD = 'four quiet harbour lights'
let people = 0
const newEmail = () => `ana${process.pid}x${people++}@sound.example`

async function fillSignUp(page: Page, { email, name = 'Ana Sound' }: { email: string; name?: string }): Promise<void> {
  await page.goto('/sign-up')
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Account name').fill('Sound Cafe')
  await page.getByLabel('Password').fill(PASSWORD)
}

const press = (page: Page, name: string) => page.getByRole('button', { name }).click()
/** Leaving the page before the answer has come would take the form back. */
const mailSentTo = (page: Page, email: string) =>
  expect(page.getByText(`We have sent a mail to ${email}`)).toBeVisible()

test.describe('in a browser in Tokyo', () => {
  test.use({ timezoneId: 'Asia/Tokyo' })

  test('from the sign-in page through the mailbox to the first page of an account of one’s own', async ({ page }) => {
    const email = newEmail()
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Create an account' }).click()
    await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Tokyo')
    await fillSignUp(page, { email })
    await press(page, 'Create the account')
    await mailSentTo(page, email)
    await expect(page.getByRole('link', { name: 'open its mailbox' })).toBeVisible()

    await followNewestMail(page, email)
    await expect(page.getByRole('heading', { name: 'Confirm your e-mail' })).toBeVisible()
    await expect(page.locator('main')).toContainText('Sound Cafe')
    const link = page.url()
    await page.getByLabel('Password').fill(PASSWORD)
    await press(page, 'Open the account')
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('Ana Sound')
    expect(
      await ask(
        'select time_zone from accounts a join memberships m on m.account_id = a.id join people p on p.id = m.person_id where email = $1',
        [email],
      ),
    ).toEqual([{ time_zone: 'Asia/Tokyo' }])

    await page.goto(link)
    await expect(page.getByRole('heading', { name: 'This link has done its work' })).toBeVisible()
  })
})

test('a mail program that follows the link beforehand does not use it up', async ({ page, request }) => {
  const email = newEmail()
  await fillSignUp(page, { email })
  await press(page, 'Create the account')
  await mailSentTo(page, email)
  await followNewestMail(page, email)
  for (let nth = 0; nth < 3; nth++) expect((await request.get(page.url())).status()).toBe(200)
  await expectNoBarriers(page)
  await expectNarrow(page)
  await page.getByLabel('Password').fill(PASSWORD)
  await press(page, 'Open the account')
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
})

test('a known e-mail is answered like an unknown one; its owner is told by mail', async ({ page }) => {
  const { email } = await openAccount()
  await fillSignUp(page, { email })
  await press(page, 'Create the account')
  await mailSentTo(page, email)
  await page.goto('/mailbox')
  await expect(page.getByRole('link', { name: email }).first()).toContainText('You can sign in to Longcode already')
})

test('what cannot be used is told beside its field, and what was typed stays', async ({ page }) => {
  await fillSignUp(page, { email: newEmail(), name: 'Ana \u202E' })
  await page.getByLabel('Password').fill('short')
  await press(page, 'Create the account')
  await expect(page.getByLabel('Your name')).toHaveAccessibleDescription(/cannot be seen/)
  await expect(page.getByLabel('Your name')).toBeFocused()
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/at least 10 characters/)
  await expect(page.getByLabel('Account name')).toHaveValue('Sound Cafe')
  await expect(page.getByLabel('Password')).toHaveValue('')
  await expectNoBarriers(page)
  await expectNarrow(page)
})

test('markup in names stays text on every page that shows it', async ({ page }) => {
  const email = newEmail()
  const name = '<img src=x onerror="document.title=1">'
  await fillSignUp(page, { email, name })
  await page.getByLabel('Account name').fill('</title><script>document.title=1</script>')
  await press(page, 'Create the account')
  await mailSentTo(page, email)
  await followNewestMail(page, email)
  await page.getByLabel('Password').fill(PASSWORD)
  await press(page, 'Open the account')
  await expect(page.getByRole('navigation', { name: 'Main' })).toContainText(name)
  await expect(page).toHaveTitle('Longcode')
})

test('a new password is set through the mailbox; it ends the session of a copied cookie and an open live view', async ({
  page,
  browser,
}) => {
  const account = await openAccount()
  await send(account)
  await signIn(page, account)
  await openLog(page)
  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto('/sign-in')
  await other.getByRole('link', { name: 'Forgot your password' }).click()
  await expect(other.getByRole('heading', { name: 'Forgot your password' })).toBeVisible()
  await other.getByLabel('E-mail').fill(account.email)
  await press(other, 'Send the link')
  await mailSentTo(other, account.email)
  await followNewestMail(other, account.email)
  await other.getByLabel('New password').fill('short')
  await press(other, 'Set the password')
  await expect(other.getByLabel('New password')).toHaveAccessibleDescription(/at least 10 characters/)
  await other.getByLabel('New password').fill(PASSWORD)
  await press(other, 'Set the password')
  await expect(other.getByRole('heading', { name: 'Your password is set' })).toBeVisible()
  await expect(connection(page)).toContainText('Session ended', { timeout: 1500 })
  await page.goto('/messages')
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(other, { ...account, password: PASSWORD })
  await expect(other.getByRole('heading', { name: 'Overview' })).toBeVisible()
  await context.close()
})

test('a password of 10 MB is told to be too much, by script and by plain form, and the portal goes on', async ({
  page,
  request,
}) => {
  await fillSignUp(page, { email: newEmail() })
  await page.getByLabel('Password').evaluate((field) => {
    if (!(field instanceof HTMLInputElement)) return
    field.removeAttribute('maxlength')
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'x'.repeat(10_000_000))
  })
  await press(page, 'Create the account')
  await expect(page.getByRole('heading', { name: 'That was too much to take' })).toBeVisible()

  const answer = await request.post('/sign-up', {
    multipart: { password: 'x'.repeat(10_000_000) },
  })
  expect(answer.status()).toBe(200)
  expect(await answer.text()).toContain('That was too much to take')
  await page.goto('/sign-up')
  await expect(page.getByRole('heading', { name: 'Create an account' })).toBeVisible()
})

test('forged and empty links say so', async ({ page }) => {
  for (const path of ['/sign-up/confirm', '/reset-password/new'])
    for (const token of ['', '?token=', '?token=x', `?token=${'x'.repeat(4_000)}`, '?token=a&token=b']) {
      await page.goto(path + token)
      await expect(page.getByRole('heading', { name: 'This link has done its work' })).toBeVisible()
    }
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('signing up and resetting a password work, mistakes included', async ({ page }) => {
    const email = newEmail()
    await fillSignUp(page, { email })
    await page.getByLabel('Password').fill('short')
    await press(page, 'Create the account')
    await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/at least 10 characters/)
    await expect(page.getByLabel('E-mail')).toHaveValue(email)
    await page.getByLabel('Password').fill(PASSWORD)
    await press(page, 'Create the account')
    await mailSentTo(page, email)
    await followNewestMail(page, email)
    await page.getByLabel('Password').fill(PASSWORD)
    await press(page, 'Open the account')
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()

    await page.context().clearCookies()
    await page.goto('/reset-password')
    await page.getByLabel('E-mail').fill(email)
    await press(page, 'Send the link')
    await mailSentTo(page, email)
    await followNewestMail(page, email)
    await page.getByLabel('New password').fill('seven loud mountain bells')
    await press(page, 'Set the password')
    await expect(page.getByRole('heading', { name: 'Your password is set' })).toBeVisible()
    await signIn(page, { email, password: 'seven loud mountain bells', accessKey: '', secret: '', from: '' })
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
  })
})
