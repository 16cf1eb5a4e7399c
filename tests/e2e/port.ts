/** Port orders in a browser, and the operator who moves them by command. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, type Page } from '@playwright/test'
import { stackFacts } from '#tests/support/stack-facts.ts'
import { ask } from './account.ts'

export const INVOICE = {
  name: 'march invoice.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n', 'latin1'),
}

const handed = new Set<string>()
/** One that is in no order and on no account: a worker that starts after a failure knows nothing else. */
export async function portable(areaCode = '907'): Promise<string> {
  const rows = await ask<{ e164: string }>('select e164 from port_numbers union select e164 from number_owners', [])
  const taken = new Set([...handed, ...rows.map(({ e164 }) => e164)])
  const free = Array.from({ length: 100 }, (_, nth) => `+1${areaCode}55501${String(nth).padStart(2, '0')}`)
  const number = free.find((one) => !taken.has(one))
  if (!number) throw new Error(`every number of ${areaCode} is taken`)
  handed.add(number)
  // The demo's stock has every fictitious number: this one is with another carrier.
  await ask('delete from inventory where e164 = $1', [number])
  return number
}

export async function operator(...words: string[]): Promise<string> {
  const env = {
    NODE_ENV: 'test' as const,
    DATABASE_URL: stackFacts().databaseUrl,
    AUTH_SECRET: 'a-command-needs-no-secret-of-sessions',
  }
  const { stdout } = await promisify(execFile)(process.execPath, ['server/commands/porting.ts', ...words], { env })
  return stdout
}

/** From the form to the order's page; answers its id. */
export async function openOrder(page: Page, numbers: string, carrier = 'Sound Telephone'): Promise<string> {
  await page.goto('/numbers/porting/new')
  await page.getByRole('textbox', { name: 'Numbers', exact: true }).fill(numbers)
  await page.getByRole('button', { name: 'Check these numbers' }).click()
  await page.getByLabel('Losing carrier', { exact: true }).fill(carrier)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: /^Open the/ }).click()
  await page.waitForURL(/\/numbers\/porting(\/\d+|\?group=\d+)$/)
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

export async function fillDetails(page: Page): Promise<void> {
  await page.getByLabel('Account number at the losing carrier').fill('4471-22')
  await page.getByLabel('PIN or passcode').fill('9041')
  await page.getByLabel('Name on the account').fill('Sound Cafe')
  await page.getByLabel('Authorised person', { exact: true }).fill('Ana Sound')
  await page.getByLabel('Street').fill('12 Pier Road')
  await page.getByLabel('City').fill('Seattle')
  await page.getByLabel('State or province').fill('wa')
  await page.getByLabel('ZIP or postal code').fill('98101')
  await page.getByRole('button', { name: 'Save and go on to the documents' }).click()
  await expect(page.getByRole('heading', { name: 'Documents, then submit' })).toBeVisible()
}

export async function signAndSubmit(page: Page): Promise<void> {
  await page.getByLabel(/^To sign, type the name/).fill('Ana Sound')
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(page.getByText('Letter of authorization, signed by Ana Sound')).toBeVisible()
  await page.getByLabel('Invoice', { exact: true }).first().setInputFiles(INVOICE)
  await page.getByRole('button', { name: 'Upload the invoice' }).click()
  await expect(page.getByText('The document is stored.')).toBeVisible()
  await page.getByRole('button', { name: 'Submit to the losing carrier' }).click()
  await expect(page.getByText('Waits for a date')).toBeVisible()
}
