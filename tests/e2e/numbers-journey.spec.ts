/** From an empty hand to a number that receives: what a new account holder does first, all of it in the browser. */
import { expect, type Page, test } from '@playwright/test'
import { startReceiver } from '#tests/support/receiver.ts'
import { ask, openAccount, signIn } from './account.ts'

const INBOUND_PART = '4000000'

/** By the form of this portal that lets a phone write. */
async function letAPhoneWrite(page: Page, to: string, body: string): Promise<void> {
  await page.goto('/messages/simulate')
  await page.getByLabel('From this phone').fill('(206) 555-0107')
  await page.getByLabel('To your number').selectOption(to)
  await page.getByLabel('Text').fill(body)
  await page.getByRole('button', { name: 'Send from the phone' }).click()
  await expect(page.getByRole('main').getByText(body)).toBeVisible()
}

test('Seattle, ends with 77: found, bought, its request URL tried and set, a message received; without the URL the next is free', async ({
  page,
}) => {
  // The whole journey takes less than two minutes, or it fails.
  test.setTimeout(120_000)
  const account = await openAccount({ credit: '5.00' })
  const receiver = await startReceiver()
  await signIn(page, account)

  await page.goto('/numbers')
  await page.getByRole('navigation', { name: 'Numbers' }).getByRole('link', { name: 'Find numbers' }).click()
  await page.getByLabel('City').fill('Seattle')
  await page.getByLabel('Ends with').fill('77')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page).toHaveURL(/city=Seattle&.*ends=77/)
  const rows = page.getByRole('region', { name: 'Numbers for sale' }).getByRole('row')
  await expect(rows.nth(1)).toContainText('$1.25')
  await page
    .getByRole('button', { name: /^Reserve \(\d{3}\) \d{3}-\d\d77$/ })
    .first()
    .click()

  await page.getByRole('navigation', { name: 'Numbers' }).getByRole('link', { name: 'Cart' }).click()
  await expect(page.getByRole('main')).toContainText(/Balance after it\s*\$2\.75/)
  await page.getByRole('button', { name: 'Buy this number for $2.25' }).click()
  await expect(page.getByText('The number is yours, ready to send and receive text.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Balance $2.75' })).toBeVisible()
  await page.getByRole('link', { name: 'Set where its messages go' }).click()
  await page.waitForURL(/\/numbers\/1\d{10}$/)
  const number = `+${new URL(page.url()).pathname.split('/').at(-1)}`

  const url = page.getByLabel('SMS request URL', { exact: true })
  await url.fill('http://hooks.does-not-exist.example/sms')
  await page.getByRole('button', { name: 'Send a test delivery' }).first().click()
  await expect(page.getByRole('button', { name: 'Save anyway' })).toBeVisible()
  await url.fill(`${receiver.url}/sms`)
  await page.getByRole('button', { name: 'Send a test delivery' }).first().click()
  await expect(page.getByText('Answered 200: a real event counts as delivered.')).toBeVisible()
  await page.getByRole('button', { name: 'Save', exact: true }).first().click()
  await expect(page.getByText('each inbound part costs $0.0040').first()).toBeVisible()

  await letAPhoneWrite(page, number, 'Is the boat still for sale?')
  const posts = await receiver.has(2)
  expect(posts.map((post) => post.path)).toEqual(['/sms', '/sms'])
  expect(JSON.parse(posts[1]?.body ?? '{}')).toMatchObject({
    data: {
      attributes: { body: 'Is the boat still for sale?', to: number.slice(1), amount_nanodollars: INBOUND_PART },
    },
  })

  await page.goto(`/numbers/${number.slice(1)}`)
  await page.getByRole('button', { name: 'Remove', exact: true }).first().click()
  await expect(page.getByText('Inbound is free while neither is set').first()).toBeVisible()
  await letAPhoneWrite(page, number, 'I will take it')
  const charged = await ask(
    'select body, status, price_nanos::text as nanos from messages where to_e164 = $1 order by id',
    [number],
  )
  expect(charged).toEqual([
    { body: 'Is the boat still for sale?', status: 'received', nanos: INBOUND_PART },
    { body: 'I will take it', status: 'held', nanos: '0' },
  ])
  await receiver.close()
})
