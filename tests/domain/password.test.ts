import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { askForReset } from '#domain/access/ask-for-reset.ts'
import { changePassword } from '#domain/access/change-password.ts'
import { createAccount } from '#domain/access/create-account.ts'
import { openPerson, type PersonSession } from '#domain/access/open-session.ts'
import { readReset, resetPassword } from '#domain/access/reset-password.ts'
import { signIn } from '#domain/access/sign-in.ts'
import { HOUR_MS, now, withClockAt } from '#lib/time.ts'
import { ask } from '#tests/support/books.ts'
import { mailsTo, newestToken } from '#tests/support/mails.ts'

const OLD = 'four quiet harbour lights'
const NEW = 'seven loud mountain bells'
let callers = 1
const somewhere = () => ({ address: `198.51.100.${callers++}`, agent: 'test' })

async function makePerson() {
  const email = `ben-${randomUUID()}@sound.example`
  const { accountId } = await createAccount({
    name: 'Sound Cafe',
    timeZone: 'America/New_York',
    owner: { email, name: 'Ben Sound', password: OLD },
  })
  return { email, accountId }
}

async function session(email: string, password: string): Promise<PersonSession> {
  const result = await signIn({ email, password, origin: somewhere() })
  const person = result.kind === 'session' ? await openPerson(result.sessionId) : null
  if (!person) throw new Error(`the sign-in was ${result.kind}`)
  return person
}

async function askForLink(email: string): Promise<string> {
  await askForReset({ email, origin: somewhere() })
  return newestToken(email)
}

const audit = (accountId: string) =>
  ask<{ action: string }>('select action from audit_log where account_id = $1 order by seq', [accountId])

describe('a forgotten password', () => {
  test('a new one is set by the link in the mail; it ends every session and the old one opens nothing', async () => {
    const { email, accountId } = await makePerson()
    const [one, two] = [await session(email, OLD), await session(email, OLD)]
    const token = await askForLink(email)
    expect(await readReset(token)).toEqual({ email })
    await resetPassword({ token, password: NEW, origin: somewhere() })
    expect(await openPerson(one.id)).toBeNull()
    expect(await openPerson(two.id)).toBeNull()
    expect(await signIn({ email, password: OLD, origin: somewhere() })).toEqual({ kind: 'refused' })
    expect(await signIn({ email, password: NEW, origin: somewhere() })).toMatchObject({ kind: 'session' })
    expect((await mailsTo(email))[0]?.subject).toBe('Your password was changed')
    expect(await audit(accountId)).toContainEqual({ action: 'person.password_reset' })
  })

  test('every account of the person hears of it', async () => {
    const [{ email, accountId }, other] = [await makePerson(), await makePerson()]
    await ask(
      "insert into memberships (account_id, person_id, role, created_at) select $1, id, 'finance', now() from people where email = $2",
      [other.accountId, email],
    )
    await resetPassword({ token: await askForLink(email), password: NEW, origin: somewhere() })
    for (const id of [accountId, other.accountId])
      expect(await audit(id)).toContainEqual({ action: 'person.password_reset' })
    const [row] = await ask("select origin from audit_log where account_id = $1 and action = 'person.password_reset'", [
      other.accountId,
    ])
    expect(row).toMatchObject({ origin: { role: 'finance' } })
  })

  test('the link works once, for an hour, and only the last one that was asked for', async () => {
    const { email } = await makePerson()
    const first = await askForLink(email)
    const second = await askForLink(email)
    expect(await readReset(first)).toBeNull()
    await expect(resetPassword({ token: first, password: NEW, origin: somewhere() })).rejects.toMatchObject({
      code: 'link_used_up',
    })
    await withClockAt(new Date(now().getTime() + HOUR_MS + 1_000), async () => {
      expect(await readReset(second)).toBeNull()
    })
    const both = await Promise.allSettled(
      [NEW, `${NEW} too`].map((password) => resetPassword({ token: second, password, origin: somewhere() })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('asking for an unknown e-mail is answered the same, as late, and sends nothing', async () => {
    const { email } = await makePerson()
    const unknown = `nobody-${randomUUID()}@sound.example`
    for (const one of [email, unknown]) {
      const began = performance.now()
      expect(await askForReset({ email: one, origin: somewhere() })).toBeUndefined()
      expect(performance.now() - began).toBeGreaterThanOrEqual(295)
    }
    expect(await mailsTo(email)).toHaveLength(1)
    expect(await mailsTo(unknown)).toEqual([])
  })

  test('a weak new password is refused, and the link can be used again', async () => {
    const { email } = await makePerson()
    const token = await askForLink(email)
    for (const password of ['', 'short', 'aaaaaaaaaaaa', 'x'.repeat(10_000_000), `${email} 1`])
      await expect(resetPassword({ token, password, origin: somewhere() })).rejects.toMatchObject({
        fields: { password: [expect.any(String)] },
      })
    await resetPassword({ token, password: NEW, origin: somewhere() })
  })

  test.each(['', 'x', "' or 1=1 --", 'x'.repeat(100_000)])('a forged link opens nothing: %j', async (token) => {
    expect(await readReset(token)).toBeNull()
    await expect(resetPassword({ token, password: NEW, origin: somewhere() })).rejects.toMatchObject({
      code: 'link_used_up',
    })
  })

  test('nobody can fill a mailbox, or be kept from the account by trying', async () => {
    const { email } = await makePerson()
    for (let nth = 0; nth < 8; nth++) await askForReset({ email, origin: somewhere() })
    expect(await mailsTo(email)).toHaveLength(5)
    expect(await signIn({ email, password: OLD, origin: somewhere() })).toMatchObject({ kind: 'session' })
  })
})

describe('changing the password', () => {
  test('ends every session, a copied cookie’s too, and goes on in a new one on the same account', async () => {
    const { email, accountId } = await makePerson()
    const [mine, other] = [await session(email, OLD), await session(email, OLD)]
    const next = await changePassword(mine.self, { oldPassword: OLD, newPassword: NEW })
    expect(await openPerson(mine.id)).toBeNull()
    expect(await openPerson(other.id)).toBeNull()
    expect(await openPerson(next.sessionId)).toMatchObject({ entry: { open: true, account: { id: accountId } } })
    expect(await signIn({ email, password: NEW, origin: somewhere() })).toMatchObject({ kind: 'session' })
    expect(await audit(accountId)).toContainEqual({ action: 'person.password_changed' })
  })

  test('needs the present password, and a wrong one changes nothing', async () => {
    const { email } = await makePerson()
    const mine = await session(email, OLD)
    for (const oldPassword of ['', 'not the password', 'x'.repeat(1_000_000)])
      await expect(changePassword(mine.self, { oldPassword, newPassword: NEW })).rejects.toMatchObject({
        fields: { old_password: [expect.any(String)] },
      })
    expect(await openPerson(mine.id)).not.toBeNull()
    expect(await mailsTo(email)).toEqual([])
  })

  test('an open link to reset it dies with the old password', async () => {
    const { email } = await makePerson()
    const token = await askForLink(email)
    const mine = await session(email, OLD)
    await changePassword(mine.self, { oldPassword: OLD, newPassword: NEW })
    expect(await readReset(token)).toBeNull()
  })

  test('a session that has ended meanwhile changes nothing', async () => {
    const { email } = await makePerson()
    const mine = await session(email, OLD)
    await ask('update sessions set ended_at = now() where id = $1', [mine.id])
    await expect(changePassword(mine.self, { oldPassword: OLD, newPassword: NEW })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await signIn({ email, password: OLD, origin: somewhere() })).toMatchObject({ kind: 'session' })
  })
})
