/** Every change of a request URL can be seen and taken back, and nobody's change is lost. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { effectiveUrl, type UrlKind } from '#domain/routing/effective-url.ts'
import { listUrlVersions } from '#domain/routing/list-url-versions.ts'
import { readRequestUrls } from '#domain/routing/read-request-urls.ts'
import { rollBackUrl } from '#domain/routing/roll-back-url.ts'
import { setRequestUrl, type UrlChange } from '#domain/routing/set-request-url.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { addMember } from '#tests/support/member.ts'

const A = 'https://hooks.harbor.example/a'
const B = 'https://hooks.harbor.example/b'
const kind: UrlKind = 'sms_callback'
const set = ({ scope }: Pick<TestAccount, 'scope'>, url: string | null, more: Partial<UrlChange> = {}) =>
  setRequestUrl(scope, { e164: '', kind, url, ...more })
const back = ({ scope }: TestAccount, version: number, more: { e164?: string; seenVersion?: number } = {}) =>
  rollBackUrl(scope, { e164: '', kind, version, ...more })
const versions = async ({ scope }: TestAccount, e164 = '') =>
  (await listUrlVersions(scope, e164)).map(({ version, url, fromVersion }) => [version, url, fromVersion])
const inForce = async ({ scope }: TestAccount, e164: string) =>
  (await tenantTransaction(scope.accountId, (tx) => effectiveUrl(tx, scope.accountId, e164, kind)))?.url ?? null
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (fault: unknown) => (fault instanceof Refusal ? fault.code : String(fault)),
  )

describe('versions', () => {
  test('each change is one, newest first, with who made it; what changes nothing is none', async () => {
    const account = await makeAccount()
    await set(account, A)
    await set(account, A)
    await set(account, B)
    await set(await addMember(account, 'developer'), null)
    expect(await versions(account)).toEqual([
      [3, null, null],
      [2, B, null],
      [1, A, null],
    ])
    const [newest] = await listUrlVersions(account.scope, '')
    expect(newest).toMatchObject({ kind, actorKind: 'person', actorName: 'Pat Harbor' })
    expect(Math.abs((newest?.at.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
  })

  test('the account, each number and each kind count for themselves', async () => {
    const account = await makeAccount({ longcodes: 2 })
    const [first = '', second = ''] = account.numbers
    await set(account, A)
    await set(account, B, { e164: first })
    await set(account, B, { kind: 'sms_dlr_callback' })
    expect(await versions(account, first)).toEqual([[1, B, null]])
    expect(await versions(account, second)).toEqual([])
    expect(await versions(account)).toEqual([
      [1, A, null],
      [1, B, null],
    ])
  })
})

describe('rolling back', () => {
  test('says again what an earlier version said, as a version of its own and a row of the audit log', async () => {
    const account = await makeAccount()
    for (const url of [A, B]) await set(account, url)
    expect(await back(account, 1)).toBe(A)
    expect(await inForce(account, account.from)).toBe(A)
    expect(await versions(account)).toEqual([
      [3, A, 1],
      [2, B, null],
      [1, A, null],
    ])
    const [row] = await ask(
      'select action, before, after from audit_log where account_id = $1 order by seq desc limit 1',
      [account.scope.accountId],
    )
    expect(row).toEqual({ action: 'request_url.rolled_back', before: { url: B }, after: { url: A } })
  })

  test('goes back to no URL as well, and from none', async () => {
    const account = await makeAccount()
    for (const url of [A, null, B]) await set(account, url)
    expect(await back(account, 2)).toBeNull()
    expect(await readRequestUrls(account.scope)).toEqual([])
    expect(await back(account, 3)).toBe(B)
    expect(await inForce(account, account.from)).toBe(B)
  })

  test('to what is in force already changes nothing', async () => {
    const account = await makeAccount()
    await set(account, A)
    await back(account, 1)
    expect(await versions(account)).toEqual([[1, A, null]])
  })

  test.each([0, -1, 1.5, 7, Number.NaN, 2 ** 40])('version %s, which there is not, is not found', async (version) => {
    const account = await makeAccount()
    await set(account, A)
    expect(await codeOf(back(account, version))).toBe('not_found')
  })

  test('another account’s numbers and versions are not found', async () => {
    const [owner, stranger] = [await makeAccount(), await makeAccount()]
    await set(owner, A, { e164: owner.from })
    await set(stranger, B)
    expect(await codeOf(back(stranger, 1, { e164: owner.from }))).toBe('not_found')
    expect(await versions(stranger, owner.from)).toEqual([])
    expect(await inForce(owner, owner.from)).toBe(A)
  })
})

describe('two people at once', () => {
  test('the second is told who was first, and neither change is lost', async () => {
    const account = await makeAccount()
    await set(account, A, { seenVersion: 0 })
    await set(await addMember(account, 'admin'), B, { seenVersion: 1 })
    const late = set(account, `${A}/late`, { seenVersion: 1 })
    await expect(late).rejects.toThrow('by Pat Harbor')
    expect(await codeOf(back(account, 1, { seenVersion: 1 }))).toBe('url_changed_meanwhile')
    expect(await inForce(account, account.from)).toBe(B)
    await set(account, `${A}/late`, { seenVersion: 2 })
    expect(await inForce(account, account.from)).toBe(`${A}/late`)
  })

  test('of twenty who saw the same page one is first; without having looked the last one wins', async () => {
    const account = await makeAccount()
    const urls = Array.from({ length: 20 }, () => `${A}/${randomUUID()}`)
    const told = await Promise.all(urls.map((url) => codeOf(set(account, url, { seenVersion: 0 }))))
    expect(told.filter((code) => code === 'done')).toHaveLength(1)
    expect(told.filter((code) => code === 'url_changed_meanwhile')).toHaveLength(19)
    const blind = await Promise.all(urls.map((url) => codeOf(set(account, `${url}/again`))))
    expect(new Set(blind)).toEqual(new Set(['done']))
    const all = await versions(account)
    expect(all.map(([version]) => version)).toEqual(Array.from({ length: 21 }, (_, nth) => 21 - nth))
    expect(await inForce(account, account.from)).toBe(all[0]?.[1])
  })

  test('who wanted the same is not told of a conflict', async () => {
    const account = await makeAccount()
    await set(account, A, { seenVersion: 0 })
    expect(await codeOf(set(account, A, { seenVersion: 0 }))).toBe('done')
  })
})
