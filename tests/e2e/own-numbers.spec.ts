/** My numbers, as somebody with many of them works: find, change many at once, take out, bring in. */
import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { type Account, ask, openAccount, signIn } from './account.ts'

/** Five more numbers than the one that it is opened with. */
async function accountWithNumbers(): Promise<Account & { numbers: string[] }> {
  const account = await openAccount()
  const [areaCode] = [account.from.slice(2, 5)]
  await ask(
    `with own as (
       insert into numbers (account_id, e164, kind, state, city, country, alias, created_at)
       select o.account_id, '+1' || n.code || '5550' || $2 || n.nth, 'longcode', 'wa', 'Seattle', 'US', 'Desk ' || n.nth, now()
       from number_owners o, (select '9' || substr($3, 2) as code, generate_series(1, 5) as nth) n where o.e164 = $1
       on conflict do nothing returning account_id, e164)
     insert into number_owners (e164, account_id) select e164, account_id from own on conflict do nothing`,
    [account.from, account.from.slice(-3, -1), areaCode],
  )
  const rows = await ask<{ e164: string }>(
    'select e164 from numbers where account_id = (select account_id from number_owners where e164 = $1) order by e164',
    [account.from],
  )
  return { ...account, numbers: rows.map(({ e164 }) => e164) }
}

const rowsOf = (page: Page) => page.getByRole('row').filter({ has: page.locator('[data-open]') })

test('a number is found by what one remembers of it, and the address says what was looked for', async ({ page }) => {
  const { numbers } = await accountWithNumbers().then(async (account) => {
    await signIn(page, account)
    return account
  })
  await page.goto('/numbers')
  await expect(rowsOf(page)).toHaveCount(numbers.length)
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('desk 3')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/numbers?q=desk+3')
  await expect(rowsOf(page)).toHaveCount(1)
  await page.keyboard.press('Tab')
  await page.getByRole('heading', { name: 'Numbers', level: 1 }).click()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Desk 3')).toBeVisible()
  await expect(page).toHaveURL(/\/numbers\/1\d{10}$/)
})

test('what was chosen is looked at, started, and found again with a result for each number', async ({ page }) => {
  await signIn(page, await accountWithNumbers())
  await page.goto('/numbers?q=desk')
  for (const nth of [0, 1]) await rowsOf(page).nth(nth).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Change the chosen 2' }).click()
  await page.getByLabel('Tags to add').fill('Berlin')
  await page.getByRole('button', { name: 'Look at the change' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Add the tag berlin' })).toBeVisible()
  await page.goto('/numbers?tag=berlin')
  await expect(page.getByText('No number matches')).toBeVisible()
  await page.goto('/numbers/jobs')
  await page.getByRole('row', { name: /To be looked at/ }).click()
  await page.getByRole('button', { name: 'Change 2 numbers' }).click()
  await expect(page.getByText('2 of 2 worked off')).toBeVisible({ timeout: 60_000 })
  await page.goto('/numbers?tag=berlin')
  await expect(rowsOf(page)).toHaveCount(2)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('all that match are exported, changed in the file, brought back in, and the bad line is told', async ({
    page,
  }) => {
    await signIn(page, await accountWithNumbers())
    await page.goto('/numbers?q=desk')
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Export CSV' }).click()
    const csv = await readFile(await (await coming).path(), 'utf8')
    const changed = `${csv.replaceAll('Desk', 'Clinic')}12075550199,Nobody’s,,,\r\n`
    await page.goto('/numbers/import')
    await page
      .getByLabel('CSV file')
      .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(changed) })
    await page.getByRole('button', { name: 'Read the file' }).click()
    await expect(page.getByRole('heading', { name: 'Import of 6 lines' })).toBeVisible()
    await page.getByRole('button', { name: 'Bring it in' }).click()
    await expect(async () => {
      await page.reload()
      await expect(page.getByText('6 of 6 worked off')).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 60_000 })
    await expect(page.getByText('This account has no such number.')).toBeVisible()
    await page.goto('/numbers?q=clinic')
    await expect(rowsOf(page)).toHaveCount(5)
  })
})

test.describe('a file that cannot be read', () => {
  test('is told above the form, and the words of a forged address are not shown', async ({ page }) => {
    test.setTimeout(180_000)
    await signIn(page, await openAccount())
    await page.goto('/numbers/import?problem=Call+this+number.signature')
    await expect(page.getByText('Call this number')).toHaveCount(0)
    for (const [buffer, why] of [
      [Buffer.from('\ufeffnumber,alias\n', 'utf16le'), 'UTF-16'],
      [Buffer.from('12065550142,Desk\n'), 'must name the columns'],
      [Buffer.alloc(20_050_000, 'x'), 'larger than 20 MB'],
    ] as const) {
      await page.goto('/numbers/import')
      await page.getByLabel('CSV file').setInputFiles({ name: 'bad.csv', mimeType: 'text/csv', buffer })
      await page.getByRole('button', { name: 'Read the file' }).click()
      await expect(page.getByRole('alert').filter({ hasText: why })).toBeVisible()
    }
    await page.goto('/numbers/import')
    const open = Buffer.from('number,alias\n12065550142,"never closed\n')
    await page.getByLabel('CSV file').setInputFiles({ name: 'bad.csv', mimeType: 'text/csv', buffer: open })
    await page.getByRole('button', { name: 'Read the file' }).click()
    await expect(page.getByText('No line of this file can be used.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Bring it in' })).toHaveCount(0)
  })

  test('comes from nobody who is not signed in, and from no other site', async ({ page, request }) => {
    const account = await openAccount()
    await signIn(page, account)
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const { portalUrl } = stackFacts()
    const file = {
      name: 'x.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`number,alias\n${account.from.slice(1)},Stolen\n`),
    }
    const send = (headers: Record<string, string>) =>
      request.post(`${portalUrl}/numbers/import/upload`, { headers, multipart: { file }, maxRedirects: 0 })
    expect((await send({ cookie, origin: 'https://evil.example' })).status()).toBe(403)
    expect((await send({ cookie, origin: portalUrl, 'sec-fetch-site': 'cross-site' })).status()).toBe(403)
    expect((await send({ origin: portalUrl })).headers().location).toContain('/sign-in')
    const sql = 'select 1 from number_jobs where account_id = (select account_id from number_owners where e164 = $1)'
    expect(await ask(sql, [account.from])).toEqual([])
    expect((await send({ cookie, origin: portalUrl })).headers().location).toContain('/numbers/jobs/')
    expect(await ask(sql, [account.from])).toHaveLength(1)
  })
})
