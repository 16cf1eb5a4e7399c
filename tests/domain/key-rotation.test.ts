/** Rotating a key by its verbs: two secrets for a while, one after it, and what is refused. */
import { beforeAll, describe, expect, test } from 'vitest'
import { openKey } from '#domain/access/open-key.ts'
import { NOWHERE } from '#domain/access/scope.ts'
import { createKey } from '#domain/keys/create-key.ts'
import { endGrace } from '#domain/keys/end-grace.ts'
import { extendGrace } from '#domain/keys/extend-grace.ts'
import { readKey } from '#domain/keys/read-key.ts'
import { revokeKey } from '#domain/keys/revoke-key.ts'
import { rotateKey } from '#domain/keys/rotate-key.ts'
import { DAY_MS, HOUR_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'

let account: TestAccount

beforeAll(async () => {
  account = await makeAccount()
})

const inAnHour = () => new Date(now().getTime() + HOUR_MS)
const later = <T>(ms: number, work: () => T) => withClockAt(new Date(Date.now() + ms), work)
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (fault: { code?: string }) => fault.code ?? String(fault),
  )
const opens = ({ accessKey, secret }: { accessKey: string; secret: string }) =>
  code(openKey(accessKey, secret, NOWHERE))
const trail = async (accessKey: string) =>
  (
    await ask<{ action: string; before: Record<string, unknown> | null; after: Record<string, unknown> }>(
      'select action, before, after from audit_log where account_id = $1 and object = $2 order by seq',
      [account.scope.accountId, `key ${accessKey}`],
    )
  ).map((row) => row)

describe('rotating', () => {
  test('makes a new secret for the same key, and both work until the old one’s end', async () => {
    const key = await createKey(account.scope, { name: 'Rotated', scopes: ['messages.send'], numbers: [account.from] })
    const fresh = await rotateKey(account.scope, { id: key.id, oldDiesAt: '24h' })
    expect(fresh).toMatchObject({ id: key.id, accessKey: key.accessKey })
    expect(fresh.secret).not.toBe(key.secret)
    await expect.poll(() => opens(fresh), { timeout: 2_000 }).toBe('done')
    expect(await opens(key)).toBe('done')
    expect(await later(23 * HOUR_MS, () => opens(key))).toBe('done')
    expect(await later(25 * HOUR_MS, () => opens(key))).toBe('bad_credentials')
    expect(await later(25 * HOUR_MS, () => opens(fresh))).toBe('done')
    expect(await readKey(account.scope, key.id)).toMatchObject({
      name: 'Rotated',
      scopes: ['messages.send'],
      numbers: [account.from],
      generation: 2,
      secretLast4: fresh.secret.slice(-4),
      previousLast4: key.secret.slice(-4),
      cockpit: { running: true, callers: [], done: false },
    })
    expect((await trail(key.accessKey)).at(-1)).toMatchObject({
      action: 'key.rotated',
      before: { secret: `…${key.secret.slice(-4)}` },
      after: { secret: `…${fresh.secret.slice(-4)}`, old_secret_until: expect.any(String) },
    })
  })

  test('two at once give one new secret, whether the old one dies now or later', async () => {
    for (const oldDiesAt of ['now', '1h'] as const) {
      const key = await createKey(account.scope, { name: 'Twice' })
      const once = () => rotateKey(account.scope, { id: key.id, oldDiesAt, seenGeneration: 1 })
      const results = await Promise.allSettled([once(), once()])
      const [won, lost] = [
        results.find(({ status }) => status === 'fulfilled'),
        results.find(({ status }) => status === 'rejected'),
      ]
      expect(lost).toMatchObject({ reason: { code: 'rotated_meanwhile' } })
      const secret = won?.status === 'fulfilled' ? won.value.secret : ''
      await expect.poll(() => opens({ accessKey: key.accessKey, secret }), { timeout: 2_000 }).toBe('done')
      expect((await readKey(account.scope, key.id)).generation).toBe(2)
    }
  })

  test('a second rotation waits for the end of the first, or ends every older secret now', async () => {
    const first = await createKey(account.scope, { name: 'Again' })
    const { id } = first
    const second = await rotateKey(account.scope, { id, oldDiesAt: '7d' })
    expect(await code(rotateKey(account.scope, { id, oldDiesAt: '1h' }))).toBe('rotation_running')
    const third = await rotateKey(account.scope, { id, oldDiesAt: 'now' })
    await expect.poll(() => opens(third), { timeout: 2_000 }).toBe('done')
    expect([await opens(first), await opens(second)]).toEqual(['bad_credentials', 'bad_credentials'])
  })

  test('an expired or revoked key says why it cannot be rotated', async () => {
    const expired = await createKey(account.scope, { name: 'Old', expiresAt: inAnHour() })
    const refusal = await later(2 * HOUR_MS, () =>
      rotateKey(account.scope, { id: expired.id, oldDiesAt: 'now' }).catch((fault: unknown) => fault),
    )
    expect(refusal).toMatchObject({ code: 'key_expired', message: expect.stringMatching(/expired on \d{4}-\d\d-\d\d/) })
    await revokeKey(account.scope, { id: expired.id, typedName: 'Old' })
    expect(await code(rotateKey(account.scope, { id: expired.id, oldDiesAt: 'now' }))).toBe('key_revoked')
  })

  test('the old secret lives on for ninety days at most, and never into the past', async () => {
    const { id } = await createKey(account.scope, { name: 'Long' })
    for (const at of [Date.now() - 1, Date.now() + 91 * DAY_MS, Number.NaN])
      expect(await code(rotateKey(account.scope, { id, oldDiesAt: new Date(at) }))).toBe('invalid')
    await rotateKey(account.scope, { id, oldDiesAt: new Date(Date.now() + 89 * DAY_MS) })
  })

  test('the grace can be extended while it runs, ended at any time, and never begun again', async () => {
    const key = await createKey(account.scope, { name: 'Grace' })
    const { id } = key
    expect(await code(extendGrace(account.scope, { id, until: '7d' }))).toBe('no_rotation')
    expect(await code(endGrace(account.scope, { id }))).toBe('no_rotation')
    await rotateKey(account.scope, { id, oldDiesAt: '1h' })
    expect(await code(extendGrace(account.scope, { id, until: inAnHour() }))).toMatch(/done|invalid/)
    expect(await code(extendGrace(account.scope, { id, until: new Date(Date.now() + 60_000) }))).toBe('invalid')
    await extendGrace(account.scope, { id, until: '24h' })
    await expect.poll(() => later(23 * HOUR_MS, () => opens(key)), { timeout: 2_000 }).toBe('done')
    await endGrace(account.scope, { id })
    await expect.poll(() => opens(key), { timeout: 2_000 }).toBe('bad_credentials')
    expect(await code(endGrace(account.scope, { id }))).toBe('no_rotation')
    expect(await code(extendGrace(account.scope, { id, until: '7d' }))).toBe('no_rotation')
    expect((await trail(key.accessKey)).map(({ action }) => action)).toContain('key.grace_ended')
  })
})
