/**
 * Accounts for tests, made by the product's own verbs, so that no test stands on a state the product cannot reach. Each test
 * makes its own; the numbers are the fiction of the plan, 555-0100 to 555-0199, each given once in a test file's database.
 */
import { randomUUID } from 'node:crypto'
import { createAccount } from '#domain/access/create-account.ts'
import type { Scope } from '#domain/access/scope.ts'
import { createKey } from '#domain/keys/create-key.ts'
import { creditAccount } from '#domain/ledger/credit-account.ts'
import { parseDollars } from '#domain/ledger/money.ts'
import { ensureSandboxLink, SANDBOX_LINK } from '#domain/links/ensure-sandbox-link.ts'
import { type Link, listEnabledLinks } from '#domain/links/link.ts'
import { addNumber } from '#domain/numbers/add-number.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import { rememberSecrets } from './told-secrets.ts'

/** What one part costs by the published rates of the first migration. */
export const PART_NANOS = 4_000_000n
export const TOLL_FREE_PART_NANOS = 5_500_000n

export type TestAccount = {
  scope: Scope
  accessKey: string
  secret: string
  keyId: string
  /** The `Authorization` header of its key. */
  authorization: string
  /** Its numbers in E.164; `from` is the first. */
  numbers: string[]
  from: string
}

export type AccountOptions = {
  dollars?: string
  nanos?: bigint
  longcodes?: number
  tollFree?: number
  requestsPerSecond?: number
}

export async function makeAccount({
  dollars = '10',
  nanos = parseDollars(dollars) ?? 0n,
  longcodes = 1,
  tollFree = 0,
  requestsPerSecond = 100_000,
}: AccountOptions = {}): Promise<TestAccount> {
  await ensureSandboxLink()
  const scope = await createAccount({
    name: 'Harbor Dental',
    timeZone: 'America/Los_Angeles',
    owner: { email: `owner-${randomUUID()}@harbor.example`, name: 'Olivia Harbor', password: randomUUID() },
    requestsPerSecond,
  })
  const key = await createKey(scope, { name: 'Reminders' })
  const numbers = [...takeNumbers('longcode', longcodes), ...takeNumbers('toll_free', tollFree)]
  for (const e164 of numbers) await addNumber(scope, { e164 })
  if (nanos > 0n) await creditAccount(scope, { amountNanos: nanos, reason: 'test money' })
  const { accessKey, secret, id: keyId } = key
  rememberSecrets(secret)
  return { scope, accessKey, secret, keyId, authorization: basic(accessKey, secret), numbers, from: numbers[0] ?? '' }
}

export function basic(accessKey: string, secret: string): string {
  return `Basic ${Buffer.from(`${accessKey}:${secret}`).toString('base64')}`
}

const AREA_CODES: Record<NumberKind, readonly string[]> = {
  longcode: ['206', '425', '253', '360', '509', '503', '541', '415', '510', '408', '650', '213', '310', '212', '646'],
  toll_free: ['833', '844', '855', '866', '877', '888'],
}
const taken: Record<NumberKind, number> = { longcode: 0, toll_free: 0 }

/** Numbers that no account of this file has. */
export function takeNumbers(kind: NumberKind, count: number): string[] {
  return Array.from({ length: count }, () => {
    const nth = taken[kind]++
    const areaCode = AREA_CODES[kind][Math.floor(nth / 100)]
    if (!areaCode) throw new Error('this test file has used all fictitious numbers')
    return fiction(areaCode, nth % 100)
  })
}

let consumers = 0
/** A phone of somebody who is on no account. */
export function newConsumer(): string {
  return fiction('907', consumers++ % 100)
}

function fiction(areaCode: string, nth: number): string {
  return `+1${areaCode}55501${String(nth).padStart(2, '0')}`
}

/** The carrier link that every accepted message goes to. Nothing is connected to it in these tests. */
export async function sandboxLink(): Promise<Link> {
  await ensureSandboxLink()
  const link = (await listEnabledLinks()).find((one) => one.name === SANDBOX_LINK)
  if (!link) throw new Error('the sandbox link is not enabled')
  return link
}
