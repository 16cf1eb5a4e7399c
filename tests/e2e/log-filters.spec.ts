import { expect, type Page, test } from '@playwright/test'
import { type Account, ask, openAccount, receive, send, signIn } from './account.ts'
import { expectNarrow, expectNoBarriers } from './barriers.ts'
import { connection, openLog, row, shownIds } from './log.ts'
import { storeMany } from './many.ts'

const rows = (page: Page) => page.locator('tr[data-id]')
const panel = (page: Page) => page.getByRole('complementary', { name: 'Message' })
const focused = (page: Page) => page.locator(':focus')
const chip = (page: Page, name: string) => page.getByRole('link', { name: `Remove filter: ${name}` })
const rings = (page: Page) => page.getByRole('search')

type Some = { account: Account; delivered: string; failed: string; rejected: string }

/** One delivered, one undelivered with error 011, one rejected, and one from a phone. */
async function someMessages(): Promise<Some> {
  const account = await openAccount()
  const delivered = await send(account, { body: 'Your crown has arrived.' })
  const failed = await send(account, { to: '+12065550150', body: 'Call us about your crown' })
  const rejected = await send(account, { to: '+12065550151', body: 'Parking is free' })
  await receive(account, { from: '+12065550119', body: 'Can I come at ten?' })
  return { account, delivered, failed, rejected }
}

async function openSettled(page: Page, { account, failed, rejected }: Some): Promise<void> {
  await signIn(page, account)
  await openLog(page)
  await expect(row(page, failed)).toContainText('Undelivered')
  await expect(row(page, rejected)).toContainText('Rejected')
  await expect(rows(page)).toHaveCount(4)
}

test('the log is narrowed by the form, by a value of a row and by what is found, and widened again by the chips', async ({
  page,
}) => {
  const some = await someMessages()
  await openSettled(page, some)
  await page.getByText('Filter', { exact: true }).click()
  await page.getByRole('checkbox', { name: 'Undelivered' }).check()
  await page.getByRole('checkbox', { name: 'Rejected' }).check()
  await page.getByRole('button', { name: 'Apply' }).first().click()
  await expect(page).toHaveURL('/messages?status=undelivered%2Crejected')
  expect(await shownIds(page)).toEqual([some.rejected, some.failed])

  await row(page, some.failed).getByText('(206) 555-0150').hover()
  await row(page, some.failed).getByTitle('Only to (206) 555-0150').click()
  await expect(rows(page)).toHaveCount(1)
  await expect(page).toHaveURL('/messages?status=undelivered%2Crejected&to=%2B12065550150')
  await chip(page, 'Status').click()
  await expect(page).toHaveURL('/messages?to=%2B12065550150')
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(rows(page)).toHaveCount(4)

  await rings(page).getByRole('searchbox').fill('CROWN')
  await rings(page).getByRole('button', { name: 'Find' }).click()
  await expect(chip(page, 'Content CROWN')).toBeVisible()
  await expect(rows(page)).toHaveCount(2)
  await page.goBack()
  await expect(rows(page)).toHaveCount(4)
  await page.getByRole('link', { name: '7d: last 7 days' }).click()
  await expect(page).toHaveURL('/messages?range=7d')
  await expect(rows(page)).toHaveCount(4)
})

test('what comes while the log is narrowed appears only where it matches', async ({ page }) => {
  const some = await someMessages()
  await signIn(page, some.account)
  await page.goto('/messages?to=%2B12065550150')
  await expect(rows(page)).toHaveCount(1)
  await expect(connection(page)).toHaveText('Live')
  await send(some.account, { body: 'To somebody else' })
  const id = await send(some.account, { to: '+12065550150', body: 'To the same again' })
  await expect(row(page, id)).toContainText('Undelivered')
  await expect(rows(page)).toHaveCount(2)
})

test('the narrowed log goes by keyboard: find, filter, walk, open, close', async ({ page }) => {
  const some = await someMessages()
  await openSettled(page, some)
  await page.keyboard.press('/')
  await page.keyboard.type('(206) 555-0119')
  await page.keyboard.press('Enter')
  await expect(chip(page, 'Number (206) 555-0119')).toBeVisible()
  await expect(rows(page)).toHaveCount(1)
  await page.keyboard.press('/')
  await page.keyboard.type(some.delivered)
  await page.keyboard.press('Enter')
  await expect(panel(page)).toContainText('Your crown has arrived.')
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()

  await page.goto('/messages?direction=outbound')
  await expect(connection(page)).toHaveText('Live')
  await page.keyboard.press('f')
  await expect(focused(page)).toHaveAccessibleName('Queued')
  await page.keyboard.press('Escape')
  await expect(focused(page)).toHaveText('Filter')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(panel(page)).toContainText('Call us about your crown')
  await expect(page).toHaveURL(`/messages?direction=outbound&open=${some.failed}`)
  await page.keyboard.press('k')
  await expect(panel(page)).toContainText('Parking is free')
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL('/messages?direction=outbound')
})

test('of 25,000 messages the log holds 500 rows and draws those in sight; a rare one is found by searching on', async ({
  page,
}) => {
  const account = await openAccount()
  await storeMany(account, 25_000)
  await signIn(page, account)
  await openLog(page)
  const table = page.getByRole('table', { name: /Messages, newest first/ })
  for (let held = 0; held < 500; ) {
    await page.keyboard.press('End')
    await expect.poll(async () => Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThan(held)
    held = Number(await table.getAttribute('aria-rowcount'))
  }
  expect(await rows(page).count()).toBeLessThan(150)
  await page.getByRole('link', { name: 'Older', exact: true }).click()
  await expect(page).toHaveURL(/\?before=mdr2-/)
  await page.getByRole('link', { name: 'Newest' }).click()
  await expect(page).toHaveURL('/messages')
  await page.goto('/messages?parts=1')
  await expect(page.getByText('10,000+ messages').last()).toBeVisible()
  await page.goto('/messages?parts=7')
  await expect(page.getByText(/Searched back to .*, 0 found/)).toBeVisible()
  await page.getByRole('link', { name: 'Search further back' }).click()
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('$0.0280')
})

test('a role that may not see content is told so, and searches by all else', async ({ page }) => {
  const some = await someMessages()
  await ask(
    `update memberships set role = 'support' where account_id = (select account_id from number_owners where e164 = $1)`,
    [some.account.from],
  )
  await signIn(page, some.account)
  await openLog(page)
  await rings(page).getByRole('searchbox').fill('crown')
  await rings(page).getByRole('button', { name: 'Find' }).click()
  await expect(page.getByText(/Your role does not show what messages say/)).toBeVisible()
  await page.goto('/messages?text=crown')
  await expect(page.getByText(/Your role does not show what messages say.*left out/)).toBeVisible()
  await expect(rows(page)).toHaveCount(4)
  await expect(page.getByText('Your crown has arrived.')).toBeHidden()
})

test('on a phone the filters come from below, and nothing scrolls sideways', async ({ page }) => {
  const some = await someMessages()
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, some.account)
  await page.goto(
    '/messages?from=nonsense&columns=time,status,to,error,tag,key,carrier,encoding,id,parts,price,content',
  )
  await expect(page.getByText('Not understood, so left out: From “nonsense”.')).toBeVisible()
  await page.getByText('Filter', { exact: true }).click()
  await expect(page.getByRole('button', { name: 'Apply' }).last()).toBeInViewport()
  await expectNoBarriers(page)
  await expectNarrow(page)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the log is narrowed, read page by page both ways, and a row opened', async ({ page }) => {
    const account = await openAccount()
    const failed = await send(account, { to: '+12065550151' })
    await storeMany(account, 120)
    await signIn(page, account)
    await page.goto('/messages')
    const first = await shownIds(page)
    await page.getByRole('link', { name: 'Older', exact: true }).click()
    const second = await shownIds(page)
    await page.getByRole('link', { name: 'Older', exact: true }).click()
    const third = await shownIds(page)
    expect([first.length, second.length, third.length]).toEqual([50, 50, 21])
    expect(new Set([...first, ...second, ...third]).size).toBe(121)
    await page.getByRole('link', { name: 'Newer', exact: true }).click()
    expect(await shownIds(page)).toEqual(second)

    await page.goto('/messages')
    await page.getByText('Filter', { exact: true }).click()
    await page.getByRole('checkbox', { name: 'Rejected' }).check()
    await page.getByRole('combobox', { name: 'Direction' }).selectOption('outbound')
    await page.getByRole('button', { name: 'Apply' }).first().click()
    await expect(page).toHaveURL('/messages?direction=outbound&status=rejected')
    expect(await shownIds(page)).toEqual([failed])
    await rings(page).getByRole('searchbox').fill(account.from)
    await rings(page).getByRole('button', { name: 'Find' }).click()
    await expect(page).toHaveURL(/number=%2B1\d{10}$/)
    await row(page, failed).getByRole('link').click()
    await expect(page).toHaveURL(`/messages/${failed}`)
  })
})
