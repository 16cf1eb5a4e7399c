/** An account of a test's own on the running stack, made by the command that operators use, and what its owner can do. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { queryAsOwner } from '#tests/support/database.ts'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { rememberSecrets } from '#tests/support/told-secrets.ts'

export type Account = { email: string; password: string; accessKey: string; secret: string; from: string }

/** A phone that the sandbox delivers to at once; `server/carriers/sandbox/script.ts` has the others. */
export const PHONE = '+12065550107'

export function demoAccount(): Account {
  const { demo } = stackFacts()
  if (!demo) throw new Error('this stack has no demo account')
  return demo
}

/** None of them is a patient's of the demo account. */
const AREA_CODES = ['509', '541', '971', '208', '406', '307', '801', '702', '775', '505', '575']

export async function openAccount({ credit = '5.00' } = {}): Promise<Account> {
  // What is there already tells which number is free: a worker that starts after a failure knows nothing else.
  const [taken] = await ask<{ n: number }>('select count(*)::int as n from numbers', [])
  const nth = taken?.n ?? 0
  const number = `+1${AREA_CODES[Math.floor(nth / 100)]}55501${String(nth % 100).padStart(2, '0')}`
  const email = `owner${nth}@sound.example`
  const options = ['--name', 'Sound Cafe', '--email', email, '--number', number, '--credit', credit]
  const env = {
    NODE_ENV: 'test' as const,
    DATABASE_URL: stackFacts().databaseUrl,
    AUTH_SECRET: 'a-command-needs-no-secret-of-sessions',
  }
  const { stdout } = await promisify(execFile)(process.execPath, ['server/commands/create-account.ts', ...options], {
    env,
  })
  const told = (pattern: RegExp) => {
    const found = pattern.exec(stdout)?.[1]
    if (!found) throw new Error(`the command did not tell ${pattern}:\n${stdout}`)
    return found
  }
  const [password, secret] = [told(/· {2}(\S+)/), told(/Secret +(\S+)/)]
  rememberSecrets(password, secret)
  return { email, password, accessKey: told(/Access key +(\d+)/), secret, from: number }
}

export function authorization({ accessKey, secret }: Account): string {
  return `Basic ${Buffer.from(`${accessKey}:${secret}`).toString('base64')}`
}

/** What the printed curl does; answers the message's id. */
export async function send(account: Account, { to = PHONE, body = 'Hello from Longcode' } = {}): Promise<string> {
  const answer = await fetch(`${stackFacts().apiUrl}/v2.1/messages`, {
    method: 'POST',
    headers: { authorization: authorization(account), 'content-type': 'application/json' },
    body: JSON.stringify({ from: account.from.slice(1), to: to.slice(1), body }),
  })
  if (answer.status !== 202) throw new Error(`not accepted: ${answer.status} ${await answer.text()}`)
  return (await answer.json()).data.id
}

/** Lets a phone write to the account, by the sandbox carrier's own door. */
export async function receive(account: Account, { from = PHONE, body = 'Can I come at ten?' } = {}): Promise<void> {
  const answer = await fetch(`${stackFacts().controlUrl}/receive`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from, to: account.from, body }),
  })
  if (!answer.ok) throw new Error(`not received: ${answer.status} ${await answer.text()}`)
}

export async function signIn(page: Page, { email, password }: Account, path = '/sign-in'): Promise<void> {
  await page.goto(path)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** Behind the walls: what is stored. */
export function ask<Row extends Record<string, unknown>>(sql: string, values: unknown[]): Promise<Row[]> {
  return queryAsOwner<Row>(stackFacts().databaseUrl, sql, values)
}

export async function countMessages({ from }: Account): Promise<number> {
  const sql = `select count(*)::int as n from messages join number_owners using (account_id) where e164 = $1`
  return (await ask<{ n: number }>(sql, [from]))[0]?.n ?? 0
}
