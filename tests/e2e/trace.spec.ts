import { expect, test } from '@playwright/test'
import { openAccount, PHONE, send, signIn } from './account.ts'

test('a message’s trace tells request, checks, price, every PDU and the money, with what was said to the byte', async ({
  page,
}) => {
  const account = await openAccount()
  const id = await send(account, { to: PHONE, body: 'Your crown has arrived.' })
  await signIn(page, account, `/sign-in?next=/messages/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Delivered in')
  await page.getByRole('link', { name: 'Trace', exact: true }).click()
  const steps = page
    .getByRole('list', { name: 'Steps of this message' })
    .getByRole('listitem')
    .filter({ has: page.locator('h3') })
  await expect(steps.locator('h3')).toContainText([
    /^POST \/v2/,
    'Checked',
    'Priced: 1 × $0.0040 = $0.0040',
    'Price held: $0.0040',
    'Accepted',
    'Claimed by a worker',
    'Handed to the carrier',
    'Carrier took it',
    /Sent|settled/,
    /Sent|settled/,
    'Receipt: delivered',
    'Delivered',
  ])
  const submit = steps.filter({ hasText: 'Handed to the carrier' })
  await submit.getByText('Decoded and raw').click()
  await expect(submit.getByText('Your crown has arrived.', { exact: true })).toBeVisible()
  await expect(submit).toContainText(Buffer.from('Your crown').toString('hex'))
  await expect(page.getByRole('button', { name: 'Copy as cURL' })).toBeVisible()
})

test('beside an open message are the ones above and below, by keys too, and the trace stays open', async ({ page }) => {
  const account = await openAccount()
  const [first, second] = [await send(account, { body: 'First' }), await send(account, { body: 'Second' })]
  await signIn(page, account, `/sign-in?next=/messages`)
  await page.goto(`/messages?open=${second}`)
  await page.getByRole('link', { name: 'Trace', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Steps of this message' })).toBeVisible()
  await page.keyboard.press('n')
  await expect(page).toHaveURL(new RegExp(`open=${first}.*trace=1`))
  await expect(page.getByRole('list', { name: 'Steps of this message' })).toBeVisible()
  await page.keyboard.press('p')
  await expect(page).toHaveURL(new RegExp(`open=${second}`))
})

test('a call that was refused is listed with its reason, and that nothing was charged', async ({ page }) => {
  const account = await openAccount({ credit: '0.01' })
  await send(account)
  await send(account)
  await send(account).catch(() => {})
  await signIn(page, account, '/sign-in?next=/messages/refused')
  const calls = page.getByRole('list', { name: 'Refused calls, newest first' }).getByRole('listitem')
  await expect(async () => {
    await page.reload()
    await expect(calls.first()).toContainText('402 insufficient funds', { timeout: 1_000 })
  }).toPass()
  await expect(calls.first()).toContainText('Nothing was charged.')
  await page.getByLabel('Reason').selectOption('insufficient_funds')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page).toHaveURL(/code=insufficient_funds/)
  await expect(calls).toHaveCount(1)
})
