/** Through a real OpenID provider beside the stack; who comes is said beforehand, as nobody is there to type. */
import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { ask, openAccount, signIn } from './account.ts'
import { expectNarrow, expectNoBarriers } from './barriers.ts'

async function be(email: string, more: { email_verified?: boolean; amr?: string[] } = {}): Promise<void> {
  const who = { sub: randomUUID(), email, email_verified: true, name: 'Olivia Sound', ...more }
  await fetch(`${stackFacts().identityUrl}/who`, { method: 'PUT', body: JSON.stringify(who) })
}

const goOn = (page: Page) => page.getByRole('link', { name: 'Go on with Harbor ID' })

test('who the identity provider vouches for is let in, and comes to where they wanted to go', async ({ page }) => {
  const account = await openAccount()
  await be(account.email)
  await page.goto('/numbers')
  await goOn(page).click()
  await expect(page).toHaveURL('/numbers')
  await page.goto('/preferences/security')
  await expect(page.getByRole('table', { name: 'Your sessions' })).toContainText('single sign-on')
})

test('an address that is not verified, and a journey begun elsewhere, lead to the sign-in page that says why', async ({
  page,
}) => {
  const account = await openAccount()
  await be(account.email, { email_verified: false })
  await page.goto('/sign-in')
  await goOn(page).click()
  await expect(page.getByText('did not say that your e-mail address is verified')).toBeVisible()
  await page.goto('/sign-in/sso/callback?code=stolen&state=guessed')
  await expect(page.getByText('did not confirm who you are')).toBeVisible()
  await expect(page.getByLabel('E-mail')).toBeVisible()
})

test('somebody unknown is told what to do, and joins once they are invited', async ({ page }) => {
  const account = await openAccount()
  const email = `guest-${randomUUID()}@sound.example`
  await be(email)
  await page.goto('/sign-in')
  await goOn(page).click()
  await expect(page.getByRole('heading', { name: 'No account knows you yet' })).toBeVisible()
  await expect(page.getByText(email)).toBeVisible()
  await expectNoBarriers(page)
  await expectNarrow(page)
  await ask(
    `insert into invitations (account_id, id, email, role, invited_by, created_at, expires_at)
     select account_id, gen_random_uuid(), $2, 'developer', 'Olivia', now(), now() + interval '1 day'
     from memberships join people on people.id = person_id where people.email = $1`,
    [account.email, email],
  )
  await page.reload()
  await page.getByRole('button', { name: 'Join Sound Cafe as developer' }).click()
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
})

test('an account that is closed to all but single sign-on says so, and opens by it', async ({ page }) => {
  const account = await openAccount()
  await be(account.email)
  await page.goto('/sign-in')
  await goOn(page).click()
  await page.goto('/preferences/security')
  await page.getByLabel('Only by Harbor ID').check()
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByText('Saved. It holds at once')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/sign-in')

  await signIn(page, account)
  await expect(page).toHaveURL('/closed')
  await expect(page.getByText('is open only to those who come by Harbor ID')).toBeVisible()
  await expectNoBarriers(page)
  await expectNarrow(page)
  await goOn(page).click()
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
})
