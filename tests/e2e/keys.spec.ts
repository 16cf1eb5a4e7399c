import { expect, test } from '@playwright/test'
import { ask, openAccount, signIn } from './account.ts'
import { call, letPass, makeKey, readOnce, rotate } from './key.ts'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a key is made, its secret shown once, used, rotated, watched, and its old secret ended', async ({ page }) => {
      const account = await openAccount()
      await signIn(page, account)
      const old = await makeKey(page, 'Reminders, production')
      expect(old.secret).toMatch(/^lc_/)
      expect(await page.content()).not.toContain(old.secret)
      expect(await call(old, 'reminders/1')).toBe(200)

      const fresh = await rotate(page)
      expect(fresh.accessKey).toBe(old.accessKey)
      const html = await page.content()
      for (const { secret } of [old, fresh]) expect(html).not.toContain(secret)
      await expect.poll(() => call(fresh, 'reminders/2')).toBe(200)
      expect(await call(old, 'cron/1')).toBe(200)

      const callers = page.getByRole('table', { name: /used the old secret/ })
      await expect(async () => {
        await page.goto(page.url())
        await expect(callers).toContainText('cron/1', { timeout: 500 })
      }).toPass()
      await expect(callers).toContainText('On the old')
      await expect(callers).not.toContainText('reminders/1')

      await letPass(old, 90)
      await page.goto(page.url())
      await expect(page.getByText('No call with the old secret for 1 hour. It is safe to end it.')).toBeVisible()
      await page.getByRole('button', { name: 'End the old secret now' }).click()
      await expect(page.getByRole('heading', { name: 'Rotation ended' })).toBeVisible()
      await expect.poll(() => call(old)).toBe(401)
      expect(await call(fresh)).toBe(200)
    })

    test('what is wrong is said beside its field, and what was chosen stays', async ({ page }) => {
      await signIn(page, await openAccount())
      await page.goto('/preferences/api-control/keys/new')
      await page.getByLabel('Name', { exact: true }).fill('Narrow')
      await page.getByLabel('Test').check()
      await page.getByText('Buy and change numbers and request URLs').click()
      await page.getByLabel('Only from these addresses').fill('203.0.113.7\n10.1')
      await page.getByRole('button', { name: 'Make the key' }).click()
      await expect(page.getByText('10.1 is no IP address or range')).toBeVisible()
      await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Narrow')
      await expect(page.getByLabel('Test')).toBeChecked()
      await expect(page.getByLabel(/Send messages/)).toBeChecked()
      await expect(page.getByLabel(/Buy and change numbers/)).not.toBeChecked()
      await page.getByLabel('Only from these addresses').fill('203.0.113.7')
      await page.getByRole('button', { name: 'Make the key' }).click()
      await readOnce(page)
      await page.getByRole('link', { name: 'I stored it' }).click()
      await expect(page.getByText('203.0.113.7/32')).toBeVisible()
    })

    test('narrowing a key first says which of its last calls would have been refused', async ({ page }) => {
      await signIn(page, await openAccount())
      const key = await makeKey(page, 'Wide')
      for (let nth = 0; nth < 3; nth += 1) expect(await call(key, 'lister/1')).toBe(200)
      await expect(async () => {
        await page.goto(page.url())
        await expect(page.getByRole('table', { name: /Requests with this key/ })).toContainText('lister/1', {
          timeout: 500,
        })
      }).toPass()
      await page.getByLabel(/Read numbers/).uncheck()
      await page.getByLabel(/Buy and change numbers/).uncheck()
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      const notice = page.getByRole('region', { name: '3 calls of the last 30 days would have been refused' })
      await expect(notice).toContainText('GET /v2/numbers')
      await expect(notice).toContainText('lister/1')
      expect(await call(key)).toBe(200)
      await page.getByRole('button', { name: 'Save it all the same' }).click()
      await expect(page.getByText('Saved. It holds within a second.')).toBeVisible()
      await expect.poll(() => call(key)).toBe(403)
    })

    test('revoking asks for the key’s name, and is final', async ({ page }) => {
      await signIn(page, await openAccount())
      const key = await makeKey(page, 'To go')
      await page.getByLabel(/type the key’s name/).fill('to stay')
      await page.getByRole('button', { name: 'Revoke this key' }).click()
      await expect(page.getByText('Type the key’s name as it stands here: To go')).toBeVisible()
      expect(await call(key)).toBe(200)
      await page.getByLabel(/type the key’s name/).fill('To go')
      await page.getByRole('button', { name: 'Revoke this key' }).click()
      await expect(page.getByRole('heading', { name: 'Revoked' })).toBeVisible()
      await expect.poll(() => call(key)).toBe(401)
      await page.goto('/preferences/api-control')
      await expect(page.getByRole('row', { name: /To go/ })).toContainText('Revoked')
    })

    test('five minutes after the last proof, a key is made with the password alone', async ({ page }) => {
      const account = await openAccount()
      await signIn(page, account)
      await ask(
        "update sessions s set sudo_at = now() - interval '6 minutes' from people p where p.id = s.person_id and p.email = $1",
        [account.email],
      )
      await page.goto('/preferences/api-control/keys/new')
      await page.getByLabel('Name', { exact: true }).fill('With proof')
      await page.getByRole('button', { name: 'Make the key' }).click()
      await page.getByLabel('Your password').fill('not the password')
      await page.getByRole('button', { name: 'Make the key' }).click()
      await expect(page.getByText('This is not your password. Nothing was changed.')).toBeVisible()
      await expect(page.getByLabel('Name', { exact: true })).toHaveValue('With proof')
      await page.getByLabel('Your password').fill(account.password)
      await page.getByRole('button', { name: 'Make the key' }).click()
      await readOnce(page)
    })
  })
}
