import { expect, type Page, test } from '@playwright/test'
import { type Account, openAccount, send, signIn } from './account.ts'
import { connection, openLog, row } from './log.ts'

const panel = (page: Page) => page.getByRole('complementary', { name: 'Message' })
const focused = (page: Page) => page.locator(':focus')

async function threeMessages(page: Page): Promise<{ account: Account; ids: [string, string, string] }> {
  const account = await openAccount()
  const oldest = await send(account, { body: 'One' })
  const middle = await send(account, { body: 'Two' })
  const newest = await send(account, { body: 'Three' })
  await signIn(page, account)
  await openLog(page)
  await expect(row(page, newest)).toContainText('Delivered')
  return { account, ids: [newest, middle, oldest] }
}

test('signing in takes a keyboard and nothing else', async ({ page }) => {
  const { email, password } = await openAccount()
  await page.goto('/sign-in')
  await page.keyboard.press('Tab')
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
})

test('so does signing up, and inviting somebody', async ({ page }) => {
  await page.goto('/sign-up')
  for (const typed of ['Ana Sound', 'ana.by.keys@sound.example', 'Sound Cafe', '', 'four quiet harbour lights']) {
    await page.keyboard.press('Tab')
    await page.keyboard.type(typed)
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('We have sent a mail to ana.by.keys@sound.example')
  await expect(page.getByRole('status')).toBeFocused()

  await signIn(page, await openAccount())
  await page.goto('/preferences/team')
  await page.getByLabel('E-mail of whom to invite').focus()
  await page.keyboard.type('ben.by.keys@sound.example')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row', { name: /ben\.by\.keys/ })).toContainText('Administrator')
})

test('the first tab offers to skip to the content, and does', async ({ page }) => {
  await signIn(page, await openAccount())
  await page.goto('/numbers')
  await page.keyboard.press('Tab')
  await expect(focused(page)).toHaveText('Skip to content')
  await expect(focused(page)).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.locator('#content')).toBeFocused()
  await page.keyboard.press('Tab')
  expect(await focused(page).evaluate((element) => element.closest('main') !== null)).toBe(true)
})

test('the rail leads everywhere by tab and Enter', async ({ page }) => {
  await signIn(page, await openAccount())
  for (const [link, heading] of [
    ['Numbers', 'Numbers'],
    ['Webhooks', 'Webhooks'],
    ['API control', 'API control'],
    ['Team', 'Team'],
    ['Account', 'Account'],
    ['Overview', 'Overview'],
    ['Messages', 'Messages'],
  ] as const) {
    await tabTo(page, link)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Main' }).locator('[aria-current="page"]')).toHaveText(link)
  }
})

async function tabTo(page: Page, text: string): Promise<void> {
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === text) return
  }
  throw new Error(`no tab leads to ${text}`)
}

test('j and k walk the log, Enter opens, and Esc closes and gives the focus back', async ({ page }) => {
  const { ids } = await threeMessages(page)
  const [newest, middle, oldest] = ids
  await page.keyboard.press('j')
  await expect(row(page, newest).getByRole('link')).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(row(page, oldest).getByRole('link')).toBeFocused()
  await page.keyboard.press('k')
  await expect(row(page, middle).getByRole('link')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panel(page)).toContainText('Two')
  await expect(page).toHaveURL(`/messages?open=${middle}`)

  await page.keyboard.press('k')
  await expect(panel(page)).toContainText('Three')
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()
  await expect(row(page, newest).getByRole('link')).toBeFocused()
  await expect(page).toHaveURL('/messages')
})

test('whatever has the focus shows it, and no bar hides it', async ({ page }) => {
  await threeMessages(page)
  const seen = new Set<string>()
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press('Tab')
    const now = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const { left, top, width, height } = element.getBoundingClientRect()
      const above = document.elementFromPoint(left + width / 2, top + height / 2)
      return {
        html: element.outerHTML.slice(0, 120),
        outlined: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        inFront: above !== null && (element.contains(above) || above.contains(element)),
      }
    })
    if (!now) break
    expect(now, now.html).toMatchObject({ outlined: true, inFront: true })
    seen.add(now.html)
  }
  expect(seen.size).toBeGreaterThan(12)
})

test('l switches live off and on; what came meanwhile is there afterwards', async ({ page }) => {
  const { account } = await threeMessages(page)
  await page.keyboard.press('l')
  await expect(connection(page)).toHaveText('Paused')
  await expect(page.getByRole('switch', { name: 'Live' })).not.toBeChecked()
  const id = await send(account, { body: 'Meanwhile' })
  await expect(row(page, id)).toBeHidden()
  await page.keyboard.press('l')
  await expect(connection(page)).toHaveText('Live')
  await expect(row(page, id)).toContainText('Delivered')
})

test('u turns the times to UTC and back, and ? lists the keys', async ({ page }) => {
  const { ids } = await threeMessages(page)
  const time = row(page, ids[0]).locator('time')
  const at = new Date((await time.getAttribute('datetime')) ?? '')
  const inZone = (timeZone: string) => at.toLocaleTimeString('en-GB', { timeZone })
  await expect(time).toHaveText(inZone('America/Los_Angeles'))
  await pressUntilZone(page, 'UTC')
  await expect(time).toHaveText(inZone('UTC'))
  await pressUntilZone(page, 'Los Angeles')
  await expect(time).toHaveText(inZone('America/Los_Angeles'))

  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(help).toBeVisible()
  await page.keyboard.press('j')
  await expect(row(page, ids[0]).getByRole('link')).not.toBeFocused()
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
})

/** Account, this device, UTC: the device's zone is a stop only where it differs. */
async function pressUntilZone(page: Page, zone: string): Promise<void> {
  const shown = page.locator('#zone-switch')
  for (let presses = 0; presses < 3; presses++) {
    const before = (await shown.textContent()) ?? ''
    if (before.includes(zone)) break
    await page.keyboard.press('u')
    await expect(shown).not.toHaveText(before)
  }
  await expect(shown).toContainText(zone)
}

test('keys are letters again while somebody types', async ({ page }) => {
  await signIn(page, await openAccount())
  await page.goto('/messages/new')
  const zone = (await page.locator('#zone-switch').textContent()) ?? ''
  await page.getByLabel('Text').focus()
  await page.keyboard.type('jklu?')
  await expect(page.getByLabel('Text')).toHaveValue('jklu?')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.locator('#zone-switch')).toHaveText(zone)
})
