/** An API key is rotated under load: no outage, no fear, and a story that can be read afterwards. */
import { expect, test } from '@playwright/test'
import { type Account, ask, openAccount, signIn } from './account.ts'
import { type Credentials, call, makeKey, rotate, sendOne, trail } from './key.ts'

const EVERY_MS = 20

/** Sends 50 messages a second, one after the other's time and not after its answer, with the secret it has at that moment. */
function startClient(account: Account, key: Credentials) {
  let current = key
  const answers = new Map<number, number>()
  const underWay = new Set<Promise<void>>()
  const timer = setInterval(() => {
    const one = sendOne(account, current, 'reminders/1.0').then((status) => {
      answers.set(status, (answers.get(status) ?? 0) + 1)
      underWay.delete(one)
    })
    underWay.add(one)
  }, EVERY_MS)
  return {
    switchTo: (fresh: Credentials) => {
      current = fresh
    },
    stop: async () => {
      clearInterval(timer)
      await Promise.all(underWay)
      return Object.fromEntries(answers)
    },
  }
}

/** Tries a secret until it is refused as wrong. When it was tried for the last time that it worked. */
async function watchUntilRefused(key: Credentials): Promise<number> {
  let lastTaken = 0
  for (;;) {
    const at = Date.now()
    const status = await call(key, 'late/1')
    if (status !== 200) {
      expect(status).toBe(401)
      return lastTaken
    }
    lastTaken = at
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
}

test('while a client sends 50 messages a second its key is rotated, it is switched, the old secret ended: nothing is refused', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const account = await openAccount({ credit: '50.00' })
  await ask(
    'update accounts set requests_per_second = 1000 where id = (select account_id from number_owners where e164 = $1)',
    [account.from],
  )
  await signIn(page, account)
  const old = await makeKey(page, 'Reminders, production')
  const client = startClient(account, old)

  const fresh = await rotate(page)
  const callers = page.getByRole('table', { name: /used the old secret/ })
  await expect(callers.getByRole('row', { name: /reminders\/1\.0/ })).toContainText('On the old')
  client.switchTo(fresh)
  await expect(callers.getByRole('row', { name: /reminders\/1\.0/ })).toContainText('Switched')
  await expect(page.getByRole('figure')).toContainText(/calls in the last 60 minutes came with the new secret/)

  const watch = watchUntilRefused(old)
  await page.getByRole('button', { name: 'End the old secret now' }).click()
  await expect(page.getByRole('heading', { name: 'Rotation ended' })).toBeVisible()
  const lastTaken = await watch
  await expect(async () => {
    await page.goto(page.url())
    await expect(callers.getByRole('row', { name: /late\/1/ })).toContainText('Refused', { timeout: 500 })
  }).toPass()
  const answers = await client.stop()

  expect(Object.keys(answers)).toEqual(['202'])
  expect(answers['202']).toBeGreaterThan(150)
  const story = await trail(old)
  expect(story.map(({ action }) => action)).toEqual(['key.created', 'key.rotated', 'key.grace_ended'])
  const [, rotated, ended] = story
  const lastFour = ({ secret }: Credentials) => `…${secret.slice(-4)}`
  expect(rotated).toMatchObject({ before: { secret: lastFour(old) }, after: { secret: lastFour(fresh) } })
  expect(ended).toMatchObject({ actor_name: account.email, after: { old_secret: lastFour(old) } })
  expect(lastTaken - (ended?.at.getTime() ?? 0)).toBeLessThan(1_000)
})
