import { expect, test } from 'vitest'
import { type Session, withAccount } from '#domain/access/open-session.ts'
import { readSignInRules } from '#domain/access/read-sign-in-rules.ts'
import type { Role } from '#domain/access/scope.ts'
import { setSignInRules } from '#domain/access/set-sign-in-rules.ts'
import { query } from '#lib/db.ts'
import { makePerson, opened, type TestPerson, withAuthenticator } from '#tests/support/person.ts'

const NONE = { requireSecondFactor: false, ssoOnly: false }

async function sessionOf({ session }: TestPerson): Promise<Session> {
  const open = withAccount(await opened(session.id))
  if (!open) throw new Error('the account is closed')
  return open
}

test('nobody closes the account to themselves: a rule needs a session that keeps it', async () => {
  const person = await makePerson()
  const session = await sessionOf(person)
  await expect(setSignInRules(session, { ...NONE, requireSecondFactor: true })).rejects.toMatchObject({
    code: 'rule_not_kept',
  })
  await expect(setSignInRules(session, { ...NONE, ssoOnly: true })).rejects.toMatchObject({ code: 'rule_not_kept' })
  expect(await readSignInRules(session.scope)).toEqual({ ...NONE, members: 1, withoutFactor: 1 })
  await withAuthenticator(person)
  await setSignInRules(await sessionOf(person), { ...NONE, requireSecondFactor: true })
  expect(await readSignInRules(session.scope)).toMatchObject({ requireSecondFactor: true, withoutFactor: 0 })
})

test('only who manages the account changes its rules, and each change is in the audit log', async () => {
  const person = await makePerson()
  await withAuthenticator(person)
  for (const role of ['developer', 'finance', 'support', 'read_only'] satisfies Role[]) {
    await query('update memberships set role = $2 where person_id = $1', [person.session.person.id, role])
    const session = await sessionOf(person)
    await expect(setSignInRules(session, { ...NONE, requireSecondFactor: true })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(readSignInRules(session.scope)).rejects.toMatchObject({ code: 'not_allowed' })
  }
  await query("update memberships set role = 'admin' where person_id = $1", [person.session.person.id])
  await setSignInRules(await sessionOf(person), { ...NONE, requireSecondFactor: true })
})

test('a session that has not shown a second factor is barred, and one without the identity provider', async () => {
  const [olivia, oscar] = [await makePerson(), await makePerson()]
  await query('update memberships set account_id = $1 where person_id = $2', [
    olivia.accountId,
    oscar.session.person.id,
  ])
  await withAuthenticator(olivia)
  await setSignInRules(await sessionOf(olivia), { ...NONE, requireSecondFactor: true })
  expect((await opened(oscar.session.id)).entry).toMatchObject({ open: false, why: 'second_factor' })
  await withAuthenticator(oscar)
  expect((await opened(oscar.session.id)).entry).toMatchObject({ open: true })
  // A rule that is on already may be left on by whoever may change it.
  await setSignInRules({ ...(await sessionOf(olivia)), secondFactor: false }, { ...NONE, requireSecondFactor: true })
  await setSignInRules(await sessionOf(olivia), NONE)
})
