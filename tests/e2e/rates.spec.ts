import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { ask, openAccount, send, signIn } from './account.ts'
import { expectNoBarriers } from './barriers.ts'

const DECK = `direction,number_type,destination,from_parts,part
outbound,longcode,any,0,0.0031
outbound,longcode,any,100000,0.0024
`

test('anybody learns what a text costs, without signing in and without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'what it costs' }).click()
  await expect(page.getByRole('heading', { name: 'Pay for what you send and receive' })).toBeVisible()
  await page.getByLabel('Text', { exact: true }).fill(`It’s nine o’clock. ${'See you at the harbor. '.repeat(3)}`)
  await page.getByLabel('From').selectOption('A toll-free number')
  await page.getByLabel('Messages a month').fill('20,000')
  await page.getByRole('button', { name: 'Calculate' }).click()
  const answer = page.locator('output')
  await expect(answer).toContainText('$220.00')
  await expect(answer).toContainText('Parts2, each $0.0055')
  await expect(answer).toContainText('UCS-2')
  await expect(answer).toContainText('This character makes the whole text UCS-2')
  await expect(page.getByLabel('Messages a month')).toHaveValue('20,000')
  await context.close()
})

test('an account asks for volume prices, sees what an offer saves, accepts it, and its next message costs that', async ({
  page,
}) => {
  const account = await openAccount()
  await signIn(page, account)
  await page.goto('/billing/rates')
  await page.getByLabel('Outbound parts a month').fill('9')
  await page.getByRole('button', { name: 'Ask for volume prices' }).click()
  await expect(page.getByLabel('Outbound parts a month')).toHaveAccessibleDescription(/begin at 10,000/)
  await page.getByLabel('Outbound parts a month').fill('250,000')
  await page.getByRole('button', { name: 'Ask for volume prices' }).click()
  await expect(page.getByText('The answer comes by mail')).toBeVisible()

  await offer(account.email)
  await page.reload()
  await expect(
    page.getByText(/at the 250,000 outbound parts you asked for: about \$670\.00 and not \$1,000\.00/),
  ).toBeVisible()
  await expectNoBarriers(page)
  await page.getByRole('button', { name: 'Accept these prices' }).click()
  await expect(page.getByRole('row', { name: /Your own The first 100,000 .*\$0\.0031/ })).toBeVisible()

  await page.goto('/messages/new')
  await page.getByLabel('Text').fill('Hello')
  await expect(page.getByText('1 part, $0.0031')).toBeVisible()
  await send(account)
  await expect(async () => {
    const [sent] = await ask<{ price: string }>(
      'select price_nanos::text as price from messages where from_e164 = $1 order by id desc limit 1',
      [account.from],
    )
    expect(sent?.price).toBe('3100000')
  }).toPass()
})

/** What the operator does, by the operator's own command. */
async function offer(email: string): Promise<void> {
  const [quote] = await ask<{ id: string }>(
    `select q.id from quotes q join memberships m on m.account_id = q.account_id join people p on p.id = m.person_id
     where p.email = $1 and q.state = 'asked'`,
    [email],
  )
  const deck = join(await mkdtemp(join(tmpdir(), 'deck-')), 'offer.csv')
  await writeFile(deck, DECK)
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  await promisify(execFile)(
    process.execPath,
    ['server/commands/rates.ts', 'offer', quote?.id ?? '', '--deck', deck, '--valid-until', until],
    {
      env: {
        NODE_ENV: 'test',
        DATABASE_URL: stackFacts().databaseUrl,
        AUTH_SECRET: 'a-command-needs-no-secret-of-sessions',
      },
    },
  )
}
