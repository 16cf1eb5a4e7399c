/** Opt-outs as people meet them: a STOP comes in, shows, blocks, and is lifted; what was asked in plain words is judged by keyboard. */
import { expect, type Locator, type Page, test } from '@playwright/test'
import { type Account, openAccount, PHONE, receive, signIn } from './account.ts'

const LIST = '/messages/opt-outs'
const SENTENCE = 'Message accepted by the SMSC but the phone rejected the message'

async function signedIn(page: Page): Promise<Account> {
  const account = await openAccount()
  await signIn(page, account)
  return account
}

/** Until the worker has taken in what the phone wrote. */
async function untilListed(page: Page, path: string, text: string) {
  await untilThere(page, path, page.getByRole('main').filter({ hasText: text }))
}

/** Until a row of the list says so; the words alone stand among the filters too, whatever the list holds. */
async function untilRowSays(page: Page, state: 'In force' | 'Lifted') {
  await untilThere(page, LIST, page.locator('tbody tr').filter({ hasText: state }))
}

async function untilThere(page: Page, path: string, what: Locator) {
  await expect(async () => {
    await page.goto(path)
    await expect(what).toBeVisible({ timeout: 500 })
  }).toPass()
}

async function compose(page: Page) {
  await page.goto('/messages/new')
  await page.getByLabel('To', { exact: true }).fill(PHONE)
  await page.getByLabel('Text').fill('Are you coming?')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
}

test('STOP shows with the message that proves it, a send is refused in the contract’s words, and START lifts it', async ({
  page,
}) => {
  const account = await signedIn(page)
  await page.goto(LIST)
  await expect(page.getByRole('heading', { name: 'Nobody has opted out' })).toBeVisible()
  await receive(account, { body: 'Stop' })
  await untilRowSays(page, 'In force')

  const row = page.locator('tbody tr')
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('(206) 555-0107')
  await expect(row).toContainText('Keyword')
  await row.getByRole('link', { name: 'Message' }).click()
  await expect(page.getByRole('main')).toContainText('Stop')

  await compose(page)
  await expect(page.getByRole('status').filter({ hasText: SENTENCE })).toContainText('they have opted out')

  await receive(account, { body: 'START' })
  await untilRowSays(page, 'Lifted')
  await compose(page)
  await page.waitForURL(/\/messages\/mdr2-/)

  // Both were answered, at no cost.
  await page.goto('/messages')
  await expect(page.getByText('You are unsubscribed', { exact: false }).first()).toBeVisible()
  await expect(page.getByText('You are subscribed again', { exact: false }).first()).toBeVisible()
})

test('what a consumer asked for is not removed without saying why; what was added by mistake is', async ({ page }) => {
  const account = await signedIn(page)
  await receive(account, { body: 'STOP' })
  await untilRowSays(page, 'In force')
  await page.getByRole('link', { name: '(206) 555-0107' }).click()
  await page.getByText('Remove this opt-out').click()
  await expect(page.getByText('They asked for this themselves.')).toBeVisible()
  await page.getByLabel('How they asked to be written to again').fill('by mail')
  await page.getByRole('button', { name: 'Send to (206) 555-0107 again' }).click()
  await expect(page.getByText('at least ten characters')).toBeVisible()
  await page.getByLabel('How they asked to be written to again').fill('She wrote to us by mail on Friday')
  await page.getByRole('button', { name: 'Send to (206) 555-0107 again' }).click()
  await expect(page.locator('tbody tr')).toContainText('Lifted')

  await page.goto(LIST)
  await page.getByLabel('Consumer’s number').fill('206 555 0108')
  await page.getByLabel('Note').fill('asked on the phone')
  await page.getByRole('button', { name: 'Add opt-out' }).click()
  await expect(page.getByText('(206) 555-0108 gets no more messages')).toBeVisible()
  await expect(page.locator('tbody tr').first()).toContainText('asked on the phone')
})

test('a list is imported with a report of each line that is wrong, and an export goes back in', async ({ page }) => {
  const { from } = await signedIn(page)
  const lines = [
    'number,consumer,note',
    `${from},+12065550107,old list`,
    `${from},24365,`,
    '+12065550199,+12065550107,',
  ]
  const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }
  await page.goto(LIST)
  await page.getByLabel('CSV file').setInputFiles(file)
  await page.getByRole('button', { name: 'Import' }).click()
  const report = page.getByRole('alert').filter({ hasText: 'opt-out' })
  await expect(report).toContainText('1 opt-out added, 2 lines could not be read.')
  await expect(report).toContainText('Line 3: Its “consumer” is no North American number.')
  await expect(report).toContainText('Line 4: The number is not on your account.')

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export', exact: true }).click(),
  ])
  await page.getByLabel('CSV file').setInputFiles(await download.path())
  await page.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByText('0 opt-outs added, 1 were there already.')).toBeVisible()
})

test('the account’s own answer may not be a keyword, and is what the phone gets', async ({ page }) => {
  const account = await signedIn(page)
  await page.goto(LIST)
  await page.getByLabel('Answer to STOP').fill('stop')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('A text may not itself be a keyword')).toBeVisible()
  await page.getByLabel('Answer to STOP').fill('Sound Cafe: goodbye.')
  await page.getByLabel('Every number of the account').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved. It holds from the next message on.')).toBeVisible()
  await receive(account, { body: 'STOP' })
  await untilListed(page, '/messages', 'Sound Cafe: goodbye.')
})

test('requests in plain words are judged by keyboard: one key each, and the tab counts what is left', async ({
  page,
}) => {
  const account = await signedIn(page)
  const review = `${LIST}/review`
  await page.goto(review)
  await expect(page.getByRole('heading', { name: 'Nothing to review' })).toBeVisible()
  await receive(account, { from: '+12065550108', body: 'please quit texting me' })
  await untilListed(page, review, '(206) 555-0108')
  await receive(account, { from: '+12065550109', body: 'Take me off your list' })
  await untilListed(page, review, '(206) 555-0109')
  const tab = page.getByRole('link', { name: 'To review' })
  await expect(tab).toContainText('2')
  await expect(page.getByText(/Until .*, in 1\d days/).first()).toBeVisible()

  // Nothing has the focus, so nothing is decided.
  await page.keyboard.press('a')
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await expect(page.getByText('(206) 555-0108 gets no more messages')).toBeVisible()
  await expect(tab).toContainText('1')
  await expect(page.getByRole('link', { name: '(206) 555-0109' })).toBeFocused()
  await page.keyboard.press('d')
  await expect(page.getByText('Dismissed. (206) 555-0109 can still be sent to.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Nothing to review' })).toBeVisible()
  await page.goto(LIST)
  await expect(page.locator('tbody tr')).toContainText('In plain words')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a request is accepted, and an opt-out added, by plain forms', async ({ page }) => {
    const account = await signedIn(page)
    await receive(account, { from: '+12065550108', body: 'please quit texting me' })
    await untilListed(page, `${LIST}/review`, '(206) 555-0108')
    await page.getByRole('button', { name: 'Accept the opt-out of (206) 555-0108' }).click()
    await expect(page.getByText('(206) 555-0108 gets no more messages')).toBeVisible()
    await page.goto(LIST)
    await page.getByLabel('Consumer’s number').fill('206 555 0109')
    await page.getByRole('button', { name: 'Add opt-out' }).click()
    await expect(page.locator('tbody tr').first()).toContainText('(206) 555-0109')
  })
})
