import { expect, test } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { authorization, openAccount, signIn } from './account.ts'
import { fillDetails, INVOICE, openOrder, operator, portable, signAndSubmit } from './port.ts'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('numbers are checked, told apart, opened, documented, sent back, put right, dated, moved, and text works', async ({
      page,
    }) => {
      const account = await openAccount()
      await signIn(page, account)
      const [longcode, tollFree] = [await portable(), await portable('855')]
      await page.goto('/numbers')
      await page.getByRole('link', { name: 'Porting in' }).click()
      await page.getByRole('link', { name: 'Port numbers in' }).click()
      await page
        .getByRole('textbox', { name: 'Numbers', exact: true })
        .fill(`${longcode}, 1${tollFree.slice(2)}\n${account.from}\nmain line`)
      await page.getByRole('button', { name: 'Check these numbers' }).click()
      await expect(page.getByText('2 of 4 can be ported in')).toBeVisible()
      await expect(page.getByText('This number is on your account already.')).toBeVisible()
      await page.getByLabel('Losing carrier', { exact: true }).fill('Sound Telephone')
      await page.getByRole('button', { name: 'Continue' }).click()
      await expect(page.getByRole('heading', { name: '2 orders, in one group' })).toBeVisible()
      await page.getByRole('button', { name: 'Open the 2 orders' }).click()
      const row = page.getByRole('row', { name: /long codes/ })
      await row.getByRole('link').click()
      await page.waitForURL(/\/numbers\/porting\/\d+$/)
      const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''

      await fillDetails(page)
      await signAndSubmit(page)

      await operator('reject', '--order', id, '--reason', 'wrong_pin', '--note', 'The port-out PIN is another one')
      await page.goto(page.url())
      await expect(page.getByText('“The port-out PIN is another one”')).toBeVisible()
      await page.getByLabel('New PIN or passcode').fill('9041')
      await page.getByRole('button', { name: 'Submit again' }).click()
      await expect(page.getByText('This is the PIN that was refused.')).toBeVisible()
      await expect(page.getByLabel('New PIN or passcode')).toHaveValue('')
      expect(await page.content()).not.toContain('9041')
      await page.getByLabel('New PIN or passcode').fill('7715')
      await page.getByRole('button', { name: 'Submit again' }).click()
      await expect(page.getByText('Waits for a date')).toBeVisible()

      await operator('accept', '--order', id, '--foc', new Date().toISOString().slice(0, 10))
      await page.goto(page.url())
      await expect(page.getByText(/^Moves on /)).toBeVisible()
      await page.getByLabel('Comment').fill('Please after lunch')
      await page.getByRole('button', { name: 'Write' }).click()
      await expect(page.getByRole('listitem').filter({ hasText: 'Please after lunch' })).toBeVisible()

      await operator('voice', '--order', id)
      await page.goto(page.url())
      await expect(page.getByRole('region', { name: 'Text', exact: true })).toContainText(
        'Until then the numbers do not send',
      )
      const send = () =>
        fetch(`${stackFacts().apiUrl}/v2.1/messages`, {
          method: 'POST',
          headers: { authorization: authorization(account), 'content-type': 'application/json' },
          body: JSON.stringify({ from: longcode.slice(1), to: '12065550107', body: 'Is it me?' }),
        })
      const refused = await send()
      expect(refused.status).toBe(403)
      expect(await refused.text()).toContain('is being ported in and cannot send yet: text is enabled on it not before')

      await page
        .getByRole('link', { name: `(${longcode.slice(2, 5)}) ${longcode.slice(5, 8)}-${longcode.slice(8)}` })
        .click()
      await expect(page.getByText('Voice is here. Text begins between')).toBeVisible()
      await page.getByRole('link', { name: `Port order ${id}` }).click()
      await page.waitForURL(/\/numbers\/porting\/\d+$/)

      await operator('messaging', '--order', id)
      await page.goto(page.url())
      await expect(page.getByText('Every number sends and receives text.').first()).toBeVisible()
      expect((await send()).status).toBe(202)
    })
  })
}

test('a letter can be downloaded, signed by hand and uploaded; documents come back as attachments that run nothing', async ({
  page,
}) => {
  await signIn(page, await openAccount())
  const id = await openOrder(page, await portable())
  await fillDetails(page)
  const letter = await page.request.get(`/numbers/porting/${id}/loa`)
  expect((await letter.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await page.getByText('Upload a signed one').click()
  await page
    .getByLabel('Signed letter of authorization')
    .first()
    .setInputFiles({ ...INVOICE, name: '../../letter.exe', buffer: await letter.body() })
  await page.getByRole('button', { name: 'Upload the letter' }).click()
  await expect(page.getByText('The document is stored.')).toBeVisible()
  const link = page.getByRole('link', { name: 'letter.pdf' })
  const document = await page.request.get((await link.getAttribute('href')) ?? '')
  expect(await document.body()).toEqual(await letter.body())
  for (const answer of [letter, document])
    expect(answer.headers()).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; filename="/),
      'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
})

test('an order is opened, completed and canceled by the keyboard alone', async ({ page }) => {
  await signIn(page, await openAccount())
  await page.goto('/numbers/porting/new')
  await page.getByRole('textbox', { name: 'Numbers', exact: true }).focus()
  await page.keyboard.type(await portable())
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This number can be ported in.')).toBeVisible()
  await page.getByLabel('Losing carrier', { exact: true }).focus()
  await page.keyboard.type('Sound Telephone')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Open the order' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/numbers\/porting\/\d+$/)
  await page.getByText('Cancel this order').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The order was canceled; nothing was moved.')).toBeVisible()
})
