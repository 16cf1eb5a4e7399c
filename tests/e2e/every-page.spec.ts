import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { COLUMN_IDS } from '#domain/reports/column-ids.ts'
import { dayOf } from '#lib/zoned-day.ts'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { demoAccount, receive, send, signIn } from './account.ts'
import { expectNarrow, expectNoBarriers } from './barriers.ts'
import { call, makeKey, rotate } from './key.ts'
import { openOrder, portable } from './port.ts'
import { fillCart, putForSale } from './stock.ts'

/** One of each kind of message, on the demo account with its month of traffic. */
type Ids = Record<
  | 'delivered'
  | 'undelivered'
  | 'optOut'
  | 'long'
  | 'held'
  | 'key'
  | 'port'
  | 'number'
  | 'job'
  | 'file'
  | 'event'
  | 'endpoint'
  | 'export',
  string
>

const LONG = `“Curly quotes” and a long word: ${'Donaudampfschifffahrtsgesellschaft'.repeat(6)} 😀`
const LONG_AGENT = `reminders/3.2 (${'build-of-a-long-name-'.repeat(8)})`
const NOBODY = 'mdr2-00000000000000000000000000000000'

const PAGES: Record<string, (ids: Ids) => string> = {
  overview: () => '/',
  'message log': () => '/messages',
  'message log with one open': ({ long }) => `/messages?open=${long}`,
  'message log with one open that is not there': () => `/messages?open=${NOBODY}`,
  'message log with every column, compact': () => `/messages?columns=${COLUMN_IDS.join()}&density=compact`,
  'views of messages': () => '/messages/views',
  'page of a delivered message': ({ delivered }) => `/messages/${delivered}`,
  'page of a failed message': ({ undelivered }) => `/messages/${undelivered}`,
  'page of a long message': ({ long }) => `/messages/${long}`,
  'page of a held message': ({ held }) => `/messages/${held}`,
  'page of a message that is not there': () => `/messages/${NOBODY}`,
  'insights of a month': () => '/messages/insights?range=30d',
  'insights of a time without messages': () => '/messages/insights?since=2020-01-01&until=2020-01-02',
  'send form': () => '/messages/new',
  'simulate form': () => '/messages/simulate',
  'opt-outs, with one open': ({ optOut }) => `/messages/opt-outs?open=${optOut}`,
  'opt-outs, filtered to nothing': () => '/messages/opt-outs?consumer=nobody&source=keyword',
  'opt-outs to review': () => '/messages/opt-outs/review',
  exports: () => '/messages/exports',
  'new export': () => '/messages/exports/new?range=30d&status=delivered',
  'page of an export': (made) => made.export,
  'export that is not there': () => '/messages/exports/nothing',
  numbers: () => '/numbers',
  'numbers, filtered and newest first': () => '/numbers?type=longcode&url=account&order=newest',
  'numbers, filtered to nothing': () => '/numbers?q=nothing+is+called+so',
  'page of a number': ({ number }) => `/numbers/${number}`,
  'number that is not there': () => '/numbers/12075550199',
  'changing chosen numbers': ({ number }) => `/numbers/edit?n=${number}`,
  'changing numbers, none chosen': () => '/numbers/edit',
  'importing numbers': () => '/numbers/import',
  'changes of numbers': () => '/numbers/jobs',
  'change of numbers to be looked at': ({ job }) => job,
  'imported file with lines that cannot be used': ({ file }) => file,
  'number search': () => '/numbers/search?city=Seattle',
  'number search by letters': () => '/numbers/search?letters=1-206-PIZZA',
  'number search for blocks': () => '/numbers/search?area=206&block=10',
  'number search with substitutes': () => '/numbers/search?area=206&exchange=555&ends=7777',
  'number search with mistakes': () => '/numbers/search?area=20&block=1&most=cheap',
  'port orders': () => '/numbers/porting',
  'opening a port order': () => '/numbers/porting/new',
  'port order that needs its details': ({ port }) => `/numbers/porting/${port}`,
  'port order that is not there': () => '/numbers/porting/1',
  'cart with numbers, one of them gone': () => '/numbers/cart',
  'what was bought': ({ number }) => `/numbers/bought?number=${number}`,
  'log of webhooks': () => '/webhooks',
  'log of webhooks with an event open': ({ event }) => `/webhooks?open=${event}`,
  'log of webhooks, filtered': () => '/webhooks?event=inbound&outcome=delivered&from=2026-01-01T10:30',
  'log of webhooks, filtered to nothing': () => '/webhooks?number=19075550199&status=none',
  'page of an event': ({ event }) => `/webhooks/${event}`,
  'event that is not there': () => '/webhooks/nothing',
  endpoints: () => '/webhooks/endpoints',
  'page of an endpoint': ({ endpoint }) => endpoint,
  'undelivered inbound': () => '/webhooks/undelivered',
  replays: () => '/webhooks/replays',
  'replay to be looked at': () => '/webhooks/replays/new?event=inbound',
  'replay of nothing': () => '/webhooks/replays/new?number=19075550199',
  'webhook tools': () => '/webhooks/tools',
  'webhook tools, the other form of an opt-out': () => '/webhooks/tools?event=optout.created&form=legacy',
  billing: () => '/billing',
  'billing of a year by number, in parts': () => '/billing?range=1y&stack=number&measure=parts',
  entries: () => '/billing/entries',
  'entries of one number': ({ number }) => `/billing/entries?number=${number}&since=2026-01-01`,
  'entries, filtered to nothing': () => '/billing/entries?since=2020-01-01&until=2020-01-02',
  bills: () => '/billing/bills',
  'bill of this month': () => `/billing/bills/${dayOf(new Date(), 'America/Los_Angeles').slice(0, 7)}`,
  'bill of a month that has not begun': () => '/billing/bills/2099-01',
  payments: () => '/billing/payments',
  limits: () => '/billing/limits',
  rates: () => '/billing/rates',
  pricing: () => '/pricing?message=It’s%20nine&messages=250000',
  'API control': () => '/preferences/api-control',
  'making a key': () => '/preferences/api-control/keys/new',
  'key that is being rotated': ({ key }) => key,
  'key that is not there': () => '/preferences/api-control/keys/nothing',
  security: () => '/preferences/security',
  'setting up an authenticator app': () => '/second-factor',
  team: () => '/preferences/team',
  account: () => '/preferences/account',
  'opening another account': () => '/accounts/new',
  mailbox: () => '/mailbox',
  'audit log': () => '/preferences/audit-log',
  'audit log with a row open': () => '/preferences/audit-log?open=1',
  'audit log filtered to one event': () => '/preferences/audit-log?event=key.created&from=2026-01-01',
  'audit log filtered to nothing': () => '/preferences/audit-log?object=nothing+is+called+so',
  'address that does not exist': () => '/nowhere',
}

let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>
let ids: Ids

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000)
  const account = demoAccount()
  const delivered = await send(account)
  const undelivered = await send(account, { to: '+12065550150', body: 'This one does not arrive' })
  const long = await send(account, { body: LONG })
  await receive(account, { body: 'Can I come at ten?' })
  await receive(account, { from: '+19075550108', body: 'STOP' })
  await receive(account, { from: '+19075550109', body: `Please quit texting me ${'Donaudampfschifffahrt'.repeat(3)}` })
  const context = await browser.newContext({ baseURL: stackFacts().portalUrl })
  const page = await context.newPage()
  await signIn(page, account)
  await page.goto('/messages')
  await page.goto('/messages/opt-outs?state=in_force')
  const optOut = await page.locator('[data-open]').first().getAttribute('data-open')
  await page.goto('/messages')
  const held = await page.locator('tr[data-id]', { hasText: 'Held' }).first().getAttribute('data-id')
  await saveView(page, `Failed: ${'Donaudampfschifffahrt'.repeat(3)}`)
  const old = await makeKey(page, `Reminders of ${'Donaudampfschifffahrt'.repeat(3)}`)
  await rotate(page)
  for (const path of ['/v2/numbers', '/v2.1/messages/nothing']) await call(old, LONG_AGENT, path)
  const key = new URL(page.url()).pathname
  const number = account.from.slice(1)
  const job = await changeAll(page)
  const file = await bringIn(page, number)
  const port = await openOrder(page, await portable('603'))
  await fillCart(account.from, await putForSale(3))
  const [event, endpoint] = await webhooks(page)
  ids = {
    export: await exportAll(page),
    event,
    endpoint,
    number,
    job,
    file,
    key,
    port,
    delivered,
    undelivered,
    long,
    held: held ?? '',
    optOut: optOut ?? '',
  }
  signedIn = await context.storageState()
  await context.close()
})

/** The newest event, and the path of the page of an endpoint. */
async function webhooks(page: Page): Promise<[event: string, endpoint: string]> {
  await page.goto('/webhooks')
  const event = await page.locator('tr[data-id]').first().getAttribute('data-id')
  await page.goto('/webhooks/endpoints')
  const endpoint = await page.locator('a[data-open]').first().getAttribute('href')
  return [event ?? '', endpoint ?? '']
}

async function saveView(page: Page, label: string): Promise<void> {
  await page.goto('/messages?status=failed&text=appointment')
  await page.locator('summary', { hasText: 'View:' }).click()
  await page.getByLabel(/^Save this/).fill(label)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL(/view=/)
}

async function exportAll(page: Page): Promise<string> {
  await page.goto('/messages/exports/new?range=30d')
  await page.getByRole('button', { name: 'Export in the background' }).click()
  await page.waitForURL(/\/messages\/exports\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname
}

/** A change of every number that nobody starts; the path of its page. */
async function changeAll(page: Page): Promise<string> {
  await page.goto('/numbers/edit?all=1')
  await page.getByLabel('Tags to add').fill('a-very-long-tag-of-thirty-two-ch')
  await page.getByRole('button', { name: 'Look at the change' }).click()
  await page.waitForURL(/\/numbers\/jobs\//)
  return new URL(page.url()).pathname
}

async function bringIn(page: Page, number: string): Promise<string> {
  const lines = ['number,alias', `${number},${'Donaudampfschifffahrt'.repeat(3)}`, 'PIZZA,none', `${number},twice`]
  await page.goto('/numbers/import')
  const file = { name: `${'numbers-of-'.repeat(12)}.csv`, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }
  await page.getByLabel('CSV file').setInputFiles(file)
  await page.getByRole('button', { name: 'Read the file' }).click()
  await page.waitForURL(/\/numbers\/jobs\//)
  return new URL(page.url()).pathname
}

test.describe('signed in', () => {
  test.use({ storageState: async ({ browserName: _ }, use) => use(signedIn) })

  for (const [name, pathOf] of Object.entries(PAGES)) {
    test(`${name}: axe finds nothing in light and dark, and nothing scrolls sideways on a phone`, async ({ page }) => {
      await page.goto(pathOf(ids))
      await expectNoBarriers(page)
      await expectNarrow(page)
    })
  }

  test('the rail, as a sheet on a phone, is without barriers', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/messages')
    await page.getByRole('button', { name: 'Menu' }).click()
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
    await expectNoBarriers(page)
    await page.getByRole('link', { name: 'Numbers' }).click()
    await expect(page.getByRole('heading', { name: 'Numbers', level: 1 })).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
  })

  test('a form with mistakes in it is without barriers', async ({ page }) => {
    await page.goto('/messages/new')
    await page.getByLabel('To', { exact: true }).fill('12345')
    await page.getByLabel('Text').fill(LONG)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByLabel('To', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    await expectNoBarriers(page)
    await expectNarrow(page)
  })
})

for (const path of ['/sign-up', '/sign-up/confirm?token=old', '/reset-password', '/reset-password/done', '/too-large'])
  test(`${path}: axe finds nothing in light and dark, and nothing scrolls sideways on a phone`, async ({ page }) => {
    await page.goto(path)
    await expectNoBarriers(page)
    await expectNarrow(page)
  })

test('sign-in: axe finds nothing, also after a mistake, and nothing scrolls sideways', async ({ page }) => {
  await page.goto('/sign-in')
  await expectNoBarriers(page)
  await page.getByLabel('E-mail').fill('nobody@sound.example')
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.locator('form').getByRole('status')).not.toBeEmpty()
  await expectNoBarriers(page)
  await expectNarrow(page)
})
