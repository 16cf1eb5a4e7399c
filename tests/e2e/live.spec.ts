import { expect, test } from '@playwright/test'
import { type Account, openAccount, receive, send, signIn } from './account.ts'
import { openLine } from './line.ts'
import { connection, openLog, row, shownIds } from './log.ts'

test('after a cut nothing is missing, nothing doubled, and the order is right', async ({ page }) => {
  const line = await openLine()
  const account = await openAccount()
  const known = await send(account)
  await signIn(page, account)
  await openLog(page, line.url)

  await line.cut()
  await expect(connection(page)).toContainText(/^Reconnecting/)
  const sent: string[] = []
  for (let index = 0; index < 12; index++) sent.push(await send(account, { body: `While away ${index}` }))
  await receive(account, { body: 'A phone writes meanwhile' })
  await expect(row(page, known)).toBeVisible()
  await expect(row(page, sent[0] ?? '')).toBeHidden()

  await line.mend()
  await expect(connection(page)).toHaveText('Live')
  await expect(page.locator('tr[data-id]', { hasText: 'A phone writes meanwhile' })).toHaveCount(1)
  for (const id of sent) await expect(row(page, id)).toContainText('Delivered')
  expect((await shownIds(page)).slice(1)).toEqual([...sent.toReversed(), known])
  await line.cut()
})

test('cut again and again while messages are sent, the log ends up as the server has it', async ({ page }) => {
  const line = await openLine()
  const account = await openAccount()
  const sent = [await send(account)]
  await signIn(page, account)
  await openLog(page, line.url)
  for (let round = 0; round < 2; round++) {
    const sending = sendSome(account, sent, round)
    await line.cut()
    await expect(connection(page)).not.toHaveText('Live')
    await line.mend()
    await expect(connection(page)).toHaveText('Live')
    await sending
  }
  for (const id of sent) await expect(row(page, id)).toContainText('Delivered')
  expect(await shownIds(page)).toEqual(sent.toReversed())
  await line.cut()
})

async function sendSome(account: Account, sent: string[], round: number): Promise<void> {
  for (let index = 0; index < 8; index++) sent.push(await send(account, { body: `Round ${round}, ${index}` }))
}

test('a stream that has fallen silent is called stale, with the time it was last heard', async ({ page }) => {
  const account = await openAccount()
  await send(account)
  await page.clock.install()
  await signIn(page, account)
  await openLog(page)
  const { promise: back, resolve: comeBack } = Promise.withResolvers<void>()
  await page.route('**/messages/live?after=*', async (route) => {
    await back
    await route.continue()
  })
  await page.clock.fastForward(13_000)
  await expect(connection(page)).toHaveText(/^Stale since \d\d:\d\d:\d\d$/)
  const id = await send(account, { body: 'Sent into the silence' })
  await expect(row(page, id)).toBeHidden()
  comeBack()
  await expect(connection(page)).toHaveText('Live')
  await expect(row(page, id)).toContainText('Delivered')
})

test('a new connection that hangs as well is given up, and another one tried', async ({ page }) => {
  const account = await openAccount()
  await send(account)
  await page.clock.install()
  await signIn(page, account)
  await openLog(page)
  let asked = 0
  await page.route('**/messages/live?after=*', async (route) => {
    asked++
    // Never answered: the line is there, and nothing comes out of it.
    if (asked > 1) await route.continue()
  })
  await page.clock.fastForward(13_000)
  await expect(connection(page)).toHaveText(/^Stale since/)
  await page.clock.fastForward(13_000)
  await expect(connection(page)).toHaveText('Live')
  expect(asked).toBe(2)
})

test('sixty new messages never move the row under the pointer: they wait behind a button', async ({ page }) => {
  const account = await openAccount()
  const known: string[] = []
  for (let index = 0; index < 3; index++) known.push(await send(account, { body: `Known ${index}` }))
  await signIn(page, account)
  await openLog(page)
  const pointed = row(page, known[0] ?? '')
  await expect(pointed).toContainText('Delivered')
  await pointed.hover()
  const placeBefore = await pointed.boundingBox()

  const sent: string[] = []
  for (let index = 0; index < 60; index++) sent.push(await send(account, { body: `New ${index}` }))
  const button = page.getByRole('button', { name: '60 new' })
  await expect(button).toBeVisible()
  expect(await pointed.boundingBox()).toEqual(placeBefore)
  expect(await shownIds(page)).toEqual(known.toReversed())

  await button.click()
  await expect(button).toBeHidden()
  expect(await shownIds(page)).toEqual([...sent.toReversed(), ...known.toReversed()])
})

test('a row under the pointer still takes its own news', async ({ page }) => {
  const account = await openAccount()
  await send(account)
  await signIn(page, account)
  await openLog(page)
  // The carrier answers after two seconds: long enough to see the row before, if the log is open already.
  const id = await send(account, { to: '+12065550160' })
  await expect(row(page, id)).toContainText(/Queued|Sending/)
  await row(page, id).hover()
  await expect(row(page, id)).toContainText('Delivered')
})

test('whoever has scrolled away reads on undisturbed, and finds the news at the top', async ({ page }) => {
  const account = await openAccount()
  for (let index = 0; index < 40; index++) await send(account, { body: `Earlier ${index}` })
  await signIn(page, account)
  await openLog(page)
  const reading = page.locator('tr[data-id]').nth(30)
  await reading.scrollIntoViewIfNeeded()
  await page.mouse.move(2, 2)
  const placeBefore = await reading.boundingBox()
  const id = await send(account, { body: 'News' })
  const button = page.getByRole('button', { name: '1 new' })
  await expect(button).toBeInViewport()
  expect(await reading.boundingBox()).toEqual(placeBefore)
  await button.click()
  await expect(row(page, id)).toBeInViewport()
})

test('the overview is live as well', async ({ page }) => {
  const account = await openAccount()
  await send(account)
  await signIn(page, account)
  const activity = page.getByRole('region').or(page.locator('section')).filter({ hasText: 'Live activity' })
  await receive(account, { body: 'Running ten minutes late' })
  await expect(activity.getByRole('listitem').first()).toContainText('Running ten minutes late')
})
