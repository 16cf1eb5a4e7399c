/** What somebody does with API keys in the browser, and a client that uses one. */
import { expect, type Page } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { type Account, ask, authorization } from './account.ts'

export type Credentials = { accessKey: string; secret: string }

/** What the page shows this once. */
export async function readOnce(page: Page): Promise<Credentials> {
  await expect(page.getByRole('heading', { name: 'Store this secret now' })).toBeVisible()
  const read = async (name: string) =>
    (await page.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd').textContent())?.trim() ?? ''
  return { accessKey: await read('Access key (user)'), secret: await read('Secret (password)') }
}

export async function makeKey(page: Page, name: string): Promise<Credentials> {
  await page.goto('/preferences/api-control')
  await page.getByRole('link', { name: 'New key' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Make the key' }).click()
  const made = await readOnce(page)
  await page.getByRole('link', { name: 'I stored it' }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  return made
}

export async function rotate(page: Page): Promise<Credentials> {
  await page.getByRole('button', { name: 'Rotate the secret' }).click()
  const fresh = await readOnce(page)
  await page.getByRole('link', { name: 'I stored it' }).click()
  await expect(page.getByRole('heading', { name: 'Rotation under way' })).toBeVisible()
  return fresh
}

/** The status of one call by this key. */
export async function call(key: Credentials, agent = 'client/1', path = '/v2/numbers'): Promise<number> {
  const headers = { authorization: authorization({ ...NOBODY, ...key }), 'user-agent': agent }
  const answer = await fetch(`${stackFacts().apiUrl}${path}`, { headers })
  await answer.body?.cancel()
  return answer.status
}

export async function sendOne(account: Account, key: Credentials, agent: string): Promise<number> {
  const answer = await fetch(`${stackFacts().apiUrl}/v2.1/messages`, {
    method: 'POST',
    headers: {
      authorization: authorization({ ...NOBODY, ...key }),
      'content-type': 'application/json',
      'user-agent': agent,
    },
    body: JSON.stringify({ from: account.from.slice(1), to: '12065550107', body: 'Your table is ready' }),
  })
  await answer.body?.cancel()
  return answer.status
}

/** As if everything about a key's rotation had happened this much earlier. */
export async function letPass({ accessKey }: Credentials, minutes: number): Promise<void> {
  const span = `${minutes} minutes`
  await ask('update api_keys set secret_made_at = secret_made_at - $2::interval where access_key = $1', [
    accessKey,
    span,
  ])
  await ask(
    `update key_uses set last_at = last_at - $2::interval
     where key_id = (select key_id from access_keys where access_key = $1)`,
    [accessKey, span],
  )
}

export function trail({ accessKey }: Credentials) {
  return ask<{
    action: string
    actor_name: string
    before: Record<string, string>
    after: Record<string, string>
    at: Date
  }>(`select action, actor_name, before, after, at from audit_log where object = $1 order by seq`, [`key ${accessKey}`])
}

const NOBODY: Account = { email: '', password: '', accessKey: '', secret: '', from: '' }
