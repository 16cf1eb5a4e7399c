import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { type Account, ask, openAccount, signIn } from './account.ts'

const PATH = '/preferences/audit-log'
const row = (page: Page, seq: number) => page.locator(`tr[data-seq="${seq}"]`)
const panel = (page: Page, seq: number) => page.getByRole('complementary', { name: `Row ${seq}`, exact: true })
const verify = (page: Page) => page.getByRole('button', { name: 'Verify the chain' }).click()
const seqs = (page: Page) =>
  page.locator('tr[data-seq]').evaluateAll((all) => all.map((one) => Number(one.dataset.seq)))

async function accountId({ from }: Account): Promise<string> {
  const [owner] = await ask<{ account_id: string }>('select account_id from number_owners where e164 = $1', [from])
  return owner?.account_id ?? ''
}

/** An account whose owner has set a request URL and changed it: the two newest rows. */
async function changedTwice(page: Page): Promise<{ account: Account; id: string; last: number }> {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/preferences/api-control')
  const form = page.locator('form', { has: page.getByLabel('SMS request URL') })
  for (const url of ['https://hooks.sound.example/one', 'https://hooks.sound.example/two']) {
    await form.getByLabel('SMS request URL').fill(url)
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form.getByLabel('SMS request URL')).toHaveValue(url)
    await expect(form.getByText('Saved.')).toBeVisible()
    await page.goto('/preferences/api-control')
  }
  const id = await accountId(account)
  const [end] = await ask<{ seq: string }>('select seq from audit_heads where account_id = $1', [id])
  return { account, id, last: Number(end?.seq) }
}

test('a change appears at once as a sentence: who, acting as what, from where', async ({ page }) => {
  const { account, last } = await changedTwice(page)
  await page.goto(PATH)
  await expect(row(page, last)).toContainText(account.email)
  await expect(row(page, last)).toContainText('Owner')
  await expect(row(page, last)).toContainText(
    'set the SMS request URL of the account to https://hooks.sound.example/two',
  )
  await expect(row(page, last)).toContainText('127.0.0.1')
  await expect(row(page, last)).toContainText('Chrome')
})

test('a row opens with its before and after, and has its own address', async ({ page }) => {
  const { last } = await changedTwice(page)
  await page.goto(PATH)
  // The link of the row lies over all of it.
  await row(page, last).click()
  await expect(page).toHaveURL(`${PATH}?open=${last}`)
  const open = panel(page, last)
  await expect(open.getByRole('row', { name: 'URL' })).toContainText('https://hooks.sound.example/one')
  await expect(open.getByRole('row', { name: 'URL' })).toContainText('https://hooks.sound.example/two')
  await expect(open).toContainText('Its hash fits what it says and the row before it.')
  await open.getByRole('link', { name: `Row ${last - 1}` }).click()
  await expect(panel(page, last - 1)).toContainText('hooks.sound.example/one')
  await page.goBack()
  await expect(panel(page, last)).toBeVisible()
  await page.goto(`${PATH}?open=9999`)
  await expect(panel(page, 9999)).toContainText('has no such row')
})

test('filters are the address: set by a form, narrowed from a cell, taken away one by one', async ({ page }) => {
  const { last } = await changedTwice(page)
  await page.goto(PATH)
  await page.getByText('Filter', { exact: true }).click()
  await page.getByLabel('Event').selectOption({ label: 'Request URL set' })
  await page.getByLabel('Object').fill('sms_callback')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(`${PATH}?event=request_url.set&object=sms_callback`)
  expect(await seqs(page)).toEqual([last, last - 1])
  await page.getByRole('link', { name: 'Remove filter: Event Request URL set' }).click()
  await expect(page).toHaveURL(`${PATH}?object=sms_callback`)
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL(PATH)
  await row(page, last).hover()
  await row(page, last)
    .getByRole('link', { name: /^Only owner/ })
    .click()
  await expect(page).toHaveURL(/actor=/)
  await expect(page.getByRole('link', { name: /Remove filter: Who owner/ })).toBeVisible()
  expect(await seqs(page)).toEqual([last, last - 1])
  await page.goto(`${PATH}?object=nothing+is+called+so`)
  await expect(page.getByRole('heading', { name: 'No row matches these filters' })).toBeVisible()
})

test('verifying says that the chain is whole, and after tampering names the row and leads to it', async ({ page }) => {
  const { account, id, last } = await changedTwice(page)
  await page.goto(PATH)
  await verify(page)
  const [head] = await ask<{ hash: string }>(
    "select encode(hash, 'hex') as hash from audit_heads where account_id = $1",
    [id],
  )
  await expect(page.getByText(`The chain is whole: ${last} rows, every hash fits.`)).toBeVisible()
  await expect(page.getByText(head?.hash ?? 'no head')).toBeVisible()

  await ask(`update audit_log set after = '{"url":"https://evil.example/"}' where account_id = $1 and seq = $2`, [
    id,
    last - 1,
  ])
  await verify(page)
  await expect(page.getByText('The chain is broken')).toBeVisible()
  await page.getByRole('link', { name: `Row ${last - 1} was changed` }).click()
  await expect(panel(page, last - 1)).toContainText('Its hash does not fit')
  await expectNoBarriers(page)

  const told = await audit('--account', account.email)
  expect(told.code).toBe(1)
  expect(told.said).toContain(`Row ${last - 1} was changed`)
})

/** What an operator sees. */
async function audit(...options: string[]): Promise<{ code: number; said: string }> {
  const env = {
    NODE_ENV: 'test' as const,
    DATABASE_URL: stackFacts().databaseUrl,
    AUTH_SECRET: 'a-command-needs-no-secret-of-sessions',
  }
  const run = promisify(execFile)(process.execPath, ['server/commands/audit.ts', 'verify', ...options], { env })
  return run.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }) => ({ code, said: `${stdout}${stderr}` }),
  )
}

test('an operator verifies by command, and is told of an account that is not there', async ({ page }) => {
  const { account } = await changedTwice(page)
  expect(await audit('--account', account.email)).toMatchObject({ code: 0, said: expect.stringContaining('whole') })
  expect(await audit('--account', 'nobody@sound.example')).toMatchObject({
    code: 1,
    said: expect.stringContaining('No account has'),
  })
})

test('what is filtered can be downloaded, as CSV and as JSON Lines, with the end of the chain', async ({ page }) => {
  const { last } = await changedTwice(page)
  await page.goto(`${PATH}?event=request_url.set`)
  for (const [name, ending] of [
    ['Export CSV', 'csv'],
    ['Export JSON', 'jsonl'],
  ] as const) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
    expect(download.suggestedFilename()).toMatch(new RegExp(`^audit-log-\\d{4}-\\d\\d-\\d\\d\\.${ending}$`))
    const text = await readFile(await download.path(), 'utf8')
    expect(text).toContain('https://hooks.sound.example/two')
    expect(text).not.toContain('number.added')
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/chain\.head.*[0-9a-f]{64}/)
    expect(text).toContain(String(last))
  }
  const answer = await page.request.get(`${PATH}/export?format=csv`)
  expect(answer.headers()['cache-control']).toContain('no-store')
})

test('j, k, Enter and Esc walk the log and give the focus back', async ({ page }) => {
  const { last } = await changedTwice(page)
  await page.goto(PATH)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(page.locator(`[data-open="${last - 1}"]`)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panel(page, last - 1)).toBeVisible()
  await page.keyboard.press('k')
  await expect(panel(page, last)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(PATH)
  await expect(page.locator(`[data-open="${last}"]`)).toBeFocused()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the log is filtered, opened and verified', async ({ page }) => {
    const { last } = await changedTwice(page)
    await page.goto(PATH)
    await page.getByText('Filter', { exact: true }).click()
    await page.getByLabel('Object').fill('sms_callback')
    await page.getByRole('button', { name: 'Apply' }).click()
    await expect(page).toHaveURL(`${PATH}?object=sms_callback`)
    // The link of the row lies over all of it.
    await row(page, last).click()
    await expect(panel(page, last)).toContainText('https://hooks.sound.example/one')
    await verify(page)
    await expect(page.getByText(`The chain is whole: ${last} rows`)).toBeVisible()
  })
})

test('a role that may not read the log is told which could, and gets no export', async ({ page }) => {
  const { id } = await changedTwice(page)
  await ask("update memberships set role = 'developer' where account_id = $1", [id])
  await page.goto(PATH)
  await expect(page.getByText('It is open to: Owner or Administrator')).toBeVisible()
  const answer = await page.request.get(`${PATH}/export`)
  expect(answer.status()).toBe(403)
  expect(await answer.text()).not.toContain('hooks.sound.example')
})

async function expectNoBarriers(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' · ')}`)).toEqual([])
}
