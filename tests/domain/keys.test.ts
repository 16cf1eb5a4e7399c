/** API keys by their verbs: who may make, change, rotate and revoke them, and what each refuses. */
import { beforeAll, describe, expect, test } from 'vitest'
import { openKey } from '#domain/access/open-key.ts'
import { NOWHERE, ROLES, type Scope } from '#domain/access/scope.ts'
import { changeKey } from '#domain/keys/change-key.ts'
import { createKey } from '#domain/keys/create-key.ts'
import { endGrace } from '#domain/keys/end-grace.ts'
import { extendGrace } from '#domain/keys/extend-grace.ts'
import { stateOf } from '#domain/keys/key-state.ts'
import { listKeyRequests } from '#domain/keys/list-key-requests.ts'
import { listKeys } from '#domain/keys/list-keys.ts'
import { previewNarrowing } from '#domain/keys/preview-narrowing.ts'
import { readKey } from '#domain/keys/read-key.ts'
import { revokeKey } from '#domain/keys/revoke-key.ts'
import { rotateKey } from '#domain/keys/rotate-key.ts'
import { setQuietMinutes } from '#domain/keys/set-quiet-minutes.ts'
import { HOUR_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { addMember } from '#tests/support/member.ts'

let account: TestAccount
let stranger: TestAccount
let developer: Scope

beforeAll(async () => {
  ;[account, stranger] = [await makeAccount(), await makeAccount()]
  developer = (await addMember(account, 'developer')).scope
})

const inAnHour = () => new Date(now().getTime() + HOUR_MS)
const later = <T>(ms: number, work: () => T) => withClockAt(new Date(Date.now() + ms), work)
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (fault: { code?: string }) => fault.code ?? String(fault),
  )
const codes = (works: Promise<unknown>[]) => Promise.all(works.map(code))
const opens = ({ accessKey, secret }: { accessKey: string; secret: string }) =>
  code(openKey(accessKey, secret, NOWHERE))
const trail = async (accessKey: string) =>
  (
    await ask<{ action: string; before: Record<string, unknown> | null; after: Record<string, unknown> }>(
      'select action, before, after from audit_log where account_id = $1 and object = $2 order by seq',
      [account.scope.accountId, `key ${accessKey}`],
    )
  ).map((row) => row)

describe('making a key', () => {
  test('a name alone makes one that does the usual; what was chosen is what it can do', async () => {
    const plain = await createKey(account.scope, { name: 'Plain' })
    expect(await readKey(account.scope, plain.id)).toMatchObject({
      scopes: ['messages.send', 'messages.read', 'numbers.read', 'numbers.manage'],
      numbers: null,
      addresses: [],
      expiresAt: null,
      mode: 'live',
      generation: 1,
      cockpit: null,
    })
    const narrow = await createKey(developer, {
      name: ' Reminders,\n production ',
      description: 'Night jobs',
      mode: 'test',
      scopes: ['messages.send'],
      numbers: [account.from],
      addresses: ['203.0.113.7', '2001:db8::/32', ''],
      expiresAt: inAnHour(),
    })
    expect(await readKey(account.scope, narrow.id)).toMatchObject({
      name: 'Reminders, production',
      description: 'Night jobs',
      mode: 'test',
      scopes: ['messages.send'],
      numbers: [account.from],
      addresses: ['203.0.113.7/32', '2001:db8::/32'],
      createdBy: 'Pat Harbor',
    })
  })

  test('the secret is in the answer, and neither in the database nor in the audit log', async () => {
    const { id, secret, accessKey } = await createKey(account.scope, { name: 'Secretive' })
    const [row] = await ask<{ all: string }>('select k::text as all from api_keys k where id = $1', [id])
    expect(row?.all).not.toContain(secret.slice(3, -4))
    const [entry] = await trail(accessKey)
    expect(entry).toMatchObject({ action: 'key.created', before: null, after: { secret: `…${secret.slice(-4)}` } })
    expect(JSON.stringify(entry)).not.toContain(secret.slice(3, -4))
  })

  test.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'abc\u202edef' }, 'name'],
    [{ name: 'x', description: 'y'.repeat(501) }, 'description'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: ['messages.delete'] }, 'scopes'],
    [{ name: 'x', numbers: [] }, 'numbers'],
    [{ name: 'x', numbers: ['12'] }, 'numbers'],
    [{ name: 'x', numbers: ['+12065550199'] }, 'numbers'],
    [{ name: 'x', addresses: ['10.1'] }, 'addresses'],
    [{ name: 'x', addresses: Array.from({ length: 101 }, (_, n) => `203.0.113.${n}`) }, 'addresses'],
    [{ name: 'x', expiresAt: new Date(0) }, 'expires'],
    [{ name: 'x', expiresAt: new Date(Number.NaN) }, 'expires'],
  ])('%j is refused beside its field', async (input, field) => {
    const refusal = await createKey(account.scope, input).catch((fault: unknown) => fault)
    expect(refusal).toMatchObject({ code: 'invalid', fields: { [field]: [expect.any(String)] } })
  })

  test('another account’s number is no number of yours', async () => {
    expect(await code(createKey(account.scope, { name: 'x', numbers: [stranger.from] }))).toBe('invalid')
  })
})

describe('who may', () => {
  test('only owners, administrators and developers handle keys; a key handles none', async () => {
    const key = await createKey(account.scope, { name: 'Handled' })
    const { scope: ofKey } = await openKey(key.accessKey, key.secret, NOWHERE)
    const scopes = await Promise.all(ROLES.map(async (role) => (await addMember(account, role)).scope))
    for (const scope of [...scopes, ofKey]) {
      const { actor } = scope
      const may = actor.kind === 'person' && ['owner', 'admin', 'developer'].includes(actor.role)
      const who = actor.kind === 'person' ? actor.role : actor.kind
      const { id } = key
      for (const answer of await codes([
        createKey(scope, { name: 'x' }),
        changeKey(scope, { id, name: 'Handled' }),
        setQuietMinutes(scope, { id, minutes: 5 }),
        listKeys(scope),
        readKey(scope, id),
        listKeyRequests(scope, { id, limit: 1 }),
        previewNarrowing(scope, { id, name: 'x' }),
      ]))
        expect(answer, who).toBe(may ? 'done' : 'not_allowed')
      for (const answer of await codes([
        rotateKey(scope, { id, oldDiesAt: '1h', seenGeneration: 99 }),
        extendGrace(scope, { id, until: '7d' }),
        endGrace(scope, { id }),
        revokeKey(scope, { id, typedName: '' }),
      ]))
        expect(answer, who).toMatch(may ? /rotated_meanwhile|no_rotation|invalid/ : /not_allowed/)
    }
  })

  test('to another account a key is not there, by any verb', async () => {
    const { scope } = stranger
    for (const id of [account.keyId, 'nonsense', '00000000-0000-7000-8000-000000000000']) {
      for (const answer of await codes([
        readKey(scope, id),
        changeKey(scope, { id, name: 'Mine now' }),
        rotateKey(scope, { id, oldDiesAt: 'now' }),
        extendGrace(scope, { id, until: '7d' }),
        endGrace(scope, { id }),
        revokeKey(scope, { id, typedName: 'Reminders' }),
        setQuietMinutes(scope, { id, minutes: 5 }),
        listKeyRequests(scope, { id, limit: 1 }),
        previewNarrowing(scope, { id, name: 'x' }),
      ]))
        expect(answer).toBe('not_found')
    }
    expect(await readKey(account.scope, account.keyId)).toMatchObject({ name: 'Reminders', generation: 1 })
  })

  test('nobody grants, rotates or brings back a scope that they lack', async () => {
    expect(await code(createKey(developer, { name: 'x', scopes: ['billing.read'] }))).toBe('scope_not_yours')
    const scopes = ['messages.send', 'billing.read']
    const key = await createKey(account.scope, { name: 'Bills', scopes, expiresAt: inAnHour() })
    expect(await code(rotateKey(developer, { id: key.id, oldDiesAt: 'now' }))).toBe('scope_not_yours')
    expect(await code(changeKey(developer, { id: key.id, name: 'Bills', scopes, expiresAt: inAnHour() }))).toBe('done')
    const back = () => changeKey(developer, { id: key.id, name: 'Bills', scopes, expiresAt: null })
    expect(await later(2 * HOUR_MS, () => code(back()))).toBe('scope_not_yours')
    const widened = { id: account.keyId, name: 'Reminders', scopes: ['billing.read'] }
    expect(await code(changeKey(developer, widened))).toBe('scope_not_yours')
  })
})

describe('changing a key', () => {
  test('keeps what was and what is in the audit log, and only what differs', async () => {
    const key = await createKey(account.scope, { name: 'Before', scopes: ['messages.send', 'messages.read'] })
    await changeKey(account.scope, { id: key.id, name: 'After', scopes: ['messages.send'] })
    await changeKey(account.scope, { id: key.id, name: 'After', scopes: ['messages.send'] })
    const [, changed, ...more] = await trail(key.accessKey)
    expect(changed).toMatchObject({
      action: 'key.changed',
      before: { name: 'Before', scopes: ['messages.send', 'messages.read'] },
      after: { name: 'After', scopes: ['messages.send'] },
    })
    expect(more).toEqual([])
    expect(await opens(key)).toBe('done')
  })

  test('an expired key stays listed and comes back with the secret it had', async () => {
    const key = await createKey(account.scope, { name: 'Seasonal', expiresAt: inAnHour() })
    await later(2 * HOUR_MS, async () => {
      expect(await opens(key)).toBe('bad_credentials')
      const listed = (await listKeys(account.scope)).find(({ id }) => id === key.id)
      expect(listed && stateOf(listed, now())).toBe('expired')
      const kept = { id: key.id, name: 'Seasonal, renamed', expiresAt: listed?.expiresAt ?? null }
      expect(await code(changeKey(account.scope, kept))).toBe('done')
      expect(await code(changeKey(account.scope, { ...kept, expiresAt: new Date(Date.now()) }))).toBe('invalid')
      await changeKey(account.scope, { ...kept, expiresAt: null })
    })
    await expect.poll(() => later(2 * HOUR_MS, () => opens(key)), { timeout: 2_000 }).toBe('done')
  })
})

describe('revoking', () => {
  test('asks for the key’s name, is final for both secrets, and keeps the key listed', async () => {
    const key = await createKey(account.scope, { name: 'To go' })
    const { id } = key
    const fresh = await rotateKey(account.scope, { id, oldDiesAt: '7d' })
    const refusal = await revokeKey(account.scope, { id, typedName: 'to go?' }).catch((fault: unknown) => fault)
    expect(refusal).toMatchObject({ code: 'invalid', fields: { typed_name: [expect.stringContaining('To go')] } })
    await revokeKey(account.scope, { id, typedName: ' To go ' })
    await expect.poll(() => opens(fresh), { timeout: 2_000 }).toBe('bad_credentials')
    expect(await opens(key)).toBe('bad_credentials')
    for (const answer of await codes([
      revokeKey(account.scope, { id, typedName: 'To go' }),
      changeKey(account.scope, { id, name: 'Back', expiresAt: null }),
      extendGrace(account.scope, { id, until: '7d' }),
      endGrace(account.scope, { id }),
    ]))
      expect(answer).toBe('key_revoked')
    expect((await listKeys(account.scope)).some((one) => one.id === id)).toBe(true)
  })
})
