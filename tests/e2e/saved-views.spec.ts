/** Views of the log as people keep them: saved, shared, changed and opened; columns and density that stay with the person. */
import { randomUUID } from 'node:crypto'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { type Account, ask, openAccount, receive, send, signIn } from './account.ts'
import { expectNarrow, expectNoBarriers } from './barriers.ts'
import { row } from './log.ts'

const viewMenu = (page: Page) => page.locator('summary', { hasText: 'View:' })
const columnMenu = (page: Page) => page.locator('summary', { hasText: 'Columns' })
const looks = (page: Page) => page.getByRole('form', { name: 'Columns and density' })
const heads = (page: Page) => page.getByRole('columnheader')
const usual = ['Time ↓', 'Direction', 'Status', 'From', 'To', 'Content', 'Parts', 'Price']
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function withTraffic(page: Page): Promise<{ account: Account; sent: string }> {
  const account = await openAccount()
  const sent = await send(account, { body: 'One out' })
  await receive(account, { body: 'One in' })
  await signIn(page, account)
  await expect(async () => {
    await page.goto('/messages')
    await expect(page.getByText('One in', { exact: true })).toBeVisible({ timeout: 500 })
  }).toPass()
  return { account, sent }
}

/** Somebody else on the account, with the owner's password, in a browser of their own. */
async function colleague(browser: Browser, owner: Account, role: string): Promise<Page> {
  const email = `${role}.${randomUUID().slice(0, 8)}@sound.example`
  await ask(
    `with one as (insert into people (id, email, name, password_hash, created_at)
       select $1, $2, 'Fay Sound', password_hash, now() from people where email = $3 returning id)
     insert into memberships (account_id, person_id, role, created_at)
       select m.account_id, one.id, $4, now() from one, memberships m join people p on p.id = m.person_id where p.email = $3`,
    [randomUUID(), email, owner.email, role],
  )
  const page = await (await browser.newContext({ baseURL: stackFacts().portalUrl })).newPage()
  await signIn(page, { ...owner, email })
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
  return page
}

async function save(page: Page, label: string, { shared = false } = {}) {
  await viewMenu(page).click()
  await page.getByLabel(/^Save this/).fill(label)
  if (shared) await page.getByLabel('Share it with everybody').check()
  await press(page, 'Save')
  await expect(viewMenu(page)).toHaveText(`View: ${label}`)
}

test('a view is saved and shared; whoever opens it sees the same, changes it for themselves, and goes back to it', async ({
  page,
  browser,
}) => {
  const { account, sent } = await withTraffic(page)
  await page.goto('/messages?direction=inbound&range=7d')
  await save(page, 'Answers', { shared: true })
  await expect(page).toHaveURL(/\?range=7d&direction=inbound&view=[\w-]{36}$/)
  await expect(viewMenu(page)).toBeFocused()
  const address = page.url()
  await page.reload()
  await expect(viewMenu(page)).toHaveText('View: Answers')

  const theirs = await colleague(browser, account, 'finance')
  await theirs.goto('/messages')
  await viewMenu(theirs).click()
  await theirs.getByRole('link', { name: /^Answers/ }).click()
  await expect(theirs).toHaveURL(address)
  await expect(row(theirs, sent)).toHaveCount(0)
  await expect(theirs.locator('tr[data-id]')).toHaveCount(1)

  await columnMenu(theirs).click()
  await looks(theirs).getByRole('checkbox', { name: 'Parts' }).uncheck()
  await expect(theirs).toHaveURL(/&columns=time/)
  await expect(viewMenu(theirs)).toContainText('changed')
  await expect(heads(theirs)).toHaveText(usual.filter((name) => name !== 'Parts'))
  await theirs.keyboard.press('Escape')
  await viewMenu(theirs).click()
  await expect(theirs.getByRole('button', { name: 'Update the view' })).toHaveCount(0)
  await theirs.getByRole('link', { name: 'Back to it' }).click()
  await expect(theirs).toHaveURL(address)
  await expect(heads(theirs)).toHaveText(usual)
  await theirs.context().close()

  await page.goto(`${address.replace('direction=inbound', 'status=delivered')}`)
  await expect(viewMenu(page)).toContainText('changed')
  await viewMenu(page).click()
  await press(page, 'Update the view')
  await expect(viewMenu(page)).toHaveText('View: Answers')
})

test('columns, their order and the density stay with the person, by keyboard alone, in every browser', async ({
  page,
  browser,
}) => {
  const { account } = await withTraffic(page)
  await columnMenu(page).focus()
  await page.keyboard.press('Enter')
  await looks(page).getByRole('checkbox', { name: 'Parts' }).focus()
  await page.keyboard.press('Space')
  await looks(page).getByRole('checkbox', { name: 'Encoding' }).focus()
  await page.keyboard.press('Space')
  await expect(heads(page)).toHaveText([...usual.filter((name) => name !== 'Parts'), 'Encoding'])
  const up = page.getByRole('button', { name: 'Move Encoding up' })
  await up.focus()
  for (let presses = 0; presses < 6; presses++) await page.keyboard.press('Enter')
  await expect(up).toBeFocused()
  const order = ['Time ↓', 'Encoding', 'Direction', 'Status', 'From', 'To', 'Content', 'Price']
  await expect(heads(page)).toHaveText(order)
  await looks(page).getByLabel('Comfortable').focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('table.ledger')).toHaveAttribute('data-density', 'compact')
  await page.keyboard.press('Escape')
  await expect(columnMenu(page)).toBeFocused()
  await expect(page).toHaveURL('/messages')

  const elsewhere = await (await browser.newContext({ baseURL: stackFacts().portalUrl })).newPage()
  await signIn(elsewhere, account)
  await expect(elsewhere.getByRole('heading', { name: 'Overview' })).toBeVisible()
  await elsewhere.goto('/messages')
  await expect(heads(elsewhere)).toHaveText(order)
  await expect(elsewhere.locator('table.ledger')).toHaveAttribute('data-density', 'compact')
  const height = await elsewhere
    .locator('tr[data-id]')
    .first()
    .evaluate((one) => one.clientHeight)
  expect(height).toBeLessThan(32)
  await elsewhere.setViewportSize({ width: 390, height: 844 })
  await expect(elsewhere.locator('tr[data-id]').first()).toContainText('GSM-7')
  await expectNarrow(elsewhere)
  await columnMenu(elsewhere).click()
  await press(elsewhere, 'Reset')
  await expect(elsewhere.locator('tr[data-id]').first()).not.toContainText('GSM-7')
  await elsewhere.context().close()
})

test('Messages opens with the view that somebody chose, and still shows every message when asked', async ({ page }) => {
  const { sent } = await withTraffic(page)
  await page.goto('/messages?direction=inbound')
  await save(page, 'Answers')
  await page.goto('/messages/views')
  await press(page, 'Open Messages with it Answers')
  await expect(page.getByText('Messages opens with this view for you.')).toBeVisible()
  await page.goto('/messages')
  await expect(page).toHaveURL(/\?direction=inbound&view=/)
  await viewMenu(page).click()
  await page.getByRole('link', { name: /^All messages/ }).click()
  await expect(page).toHaveURL('/messages?view=none')
  await expect(row(page, sent)).toBeVisible()
})

for (const [name, menu, last] of [
  ['views', viewMenu, 'Save'],
  ['columns', columnMenu, 'Reset'],
] as const)
  test(`the menu of ${name} is without barriers in both themes, and a sheet on a phone`, async ({ page }) => {
    await withTraffic(page)
    await menu(page).click()
    await expectNoBarriers(page)
    await expectNarrow(page)
    await expect(page.getByRole('button', { name: last, exact: true })).toBeInViewport()
  })

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('views are saved, renamed, shared and deleted, and columns chosen and moved, by plain forms', async ({
    page,
  }) => {
    await withTraffic(page)
    await columnMenu(page).click()
    await looks(page).getByRole('checkbox', { name: 'Tag' }).check()
    await looks(page).getByLabel('Compact').check()
    await press(page, 'Apply')
    await page.getByRole('button', { name: 'Move Tag up' }).click()
    await expect(heads(page)).toHaveText([...usual.slice(0, 7), 'Tag', 'Price'])
    await page.goto('/messages?status=delivered')
    await save(page, 'Arrived')
    await viewMenu(page).click()
    await page.getByLabel(/^Save this/).fill('ARRIVED')
    await press(page, 'Save')
    await expect(page.getByLabel(/^Save this/)).toHaveAccessibleDescription(/There is a view of yours with this name/)

    await page.goto('/messages/views')
    await page.locator('summary', { hasText: 'Change Arrived' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Delivered')
    await press(page, 'Rename')
    await expect(page.getByRole('link', { name: 'Delivered' })).toBeVisible()
    await press(page, 'Share Delivered')
    await expect(page.getByText('Everybody on the account sees it now.')).toBeVisible()
    await page.locator('summary', { hasText: 'Change Delivered' }).click()
    await press(page, 'Delete it for everybody')
    await expect(page.getByText('“Delivered” is deleted.')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'No views yet' })).toBeVisible()
  })
})
