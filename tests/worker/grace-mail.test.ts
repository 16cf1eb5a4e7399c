/** An old secret that is about to end: who is told, when, and when nobody is. */
import { expect, test } from 'vitest'
import { createKey } from '#domain/keys/create-key.ts'
import { endGrace } from '#domain/keys/end-grace.ts'
import { extendGrace } from '#domain/keys/extend-grace.ts'
import { recordKeyUses } from '#domain/keys/record-key-uses.ts'
import { rotateKey } from '#domain/keys/rotate-key.ts'
import { warnOfGraceEnds } from '#domain/keys/warn-of-grace-end.ts'
import { HOUR_MS, MINUTE_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { addMember } from '#tests/support/member.ts'

const later = <T>(ms: number, work: () => T) => withClockAt(new Date(Date.now() + ms), work)

async function rotated(account: TestAccount, oldDiesAt: '1h' | '24h') {
  const key = await createKey(account.scope, { name: 'Reminders, production' })
  await rotateKey(account.scope, { id: key.id, oldDiesAt })
  return key
}

/** As the API would record it. */
function use(account: TestAccount, keyId: string, generation: number): Promise<void> {
  const at = now()
  const call = { key_id: keyId, generation, calls: 1, refused: 0 }
  const caller = { address: '203.0.113.7', agent: 'client/1', endpoint: 'POST /v2.1/messages', number: '' }
  const use = { ...call, ...caller, day: at.toISOString().slice(0, 10), first_at: at, last_at: at }
  return recordKeyUses([{ account: account.scope.accountId, uses: [use], minutes: [], requests: [] }])
}

async function mailsAbout({ accessKey }: { accessKey: string }) {
  return ask<{ to_email: string; subject: string; body: string }>(
    'select to_email, subject, body from mails where subject like $1 order by to_email',
    [`%${accessKey}%`],
  )
}

test('an hour before the end, those who manage keys are told once that the old secret is still used', async () => {
  const account = await makeAccount()
  const [admin, developer] = [await addMember(account, 'admin'), await addMember(account, 'developer')]
  await addMember(account, 'finance')
  const key = await rotated(account, '24h')
  await later(22 * HOUR_MS, () => use(account, key.id, 1))
  await later(22.5 * HOUR_MS, warnOfGraceEnds)
  expect(await mailsAbout(key)).toEqual([])

  await later(23.5 * HOUR_MS, () => Promise.all([warnOfGraceEnds(), warnOfGraceEnds()]))
  await later(23.6 * HOUR_MS, warnOfGraceEnds)
  const mails = await mailsAbout(key)
  const told = mails.map((mail) => mail.to_email)
  expect(told).toHaveLength(3)
  expect(told).toEqual(expect.arrayContaining([admin.email, developer.email]))
  expect(mails[0]?.body).toContain(`/preferences/api-control/keys/${key.id}`)
  expect(mails[0]?.body).toContain(`…${key.secret.slice(-4)}`)
  expect(mails[0]?.body).not.toContain(key.secret)
})

test('nobody is told of an old secret that is quiet, or was called before the rotation alone', async () => {
  const account = await makeAccount()
  const key = await createKey(account.scope, { name: 'Quiet' })
  await later(-MINUTE_MS, () => use(account, key.id, 1))
  await rotateKey(account.scope, { id: key.id, oldDiesAt: '24h' })
  await later(MINUTE_MS, () => use(account, key.id, 2))
  await later(23.5 * HOUR_MS, warnOfGraceEnds)
  expect(await mailsAbout(key)).toEqual([])
  // Used in its last hour after all.
  await later(23.6 * HOUR_MS, () => use(account, key.id, 1))
  await later(23.7 * HOUR_MS, warnOfGraceEnds)
  expect(await mailsAbout(key)).toHaveLength(1)
})

test('a grace of one hour is warned of at its half, one that was extended anew, one that was ended never', async () => {
  const account = await makeAccount()
  const key = await rotated(account, '1h')
  await use(account, key.id, 1)
  await later(20 * MINUTE_MS, warnOfGraceEnds)
  expect(await mailsAbout(key)).toHaveLength(0)
  await later(40 * MINUTE_MS, warnOfGraceEnds)
  expect(await mailsAbout(key)).toHaveLength(1)
  await extendGrace(account.scope, { id: key.id, until: '24h' })
  await later(23.5 * HOUR_MS, warnOfGraceEnds)
  expect(await mailsAbout(key)).toHaveLength(2)

  const ended = await rotated(account, '24h')
  await use(account, ended.id, 1)
  await endGrace(account.scope, { id: ended.id })
  await later(23.5 * HOUR_MS, warnOfGraceEnds)
  expect(await mailsAbout(ended)).toEqual([])
})
