import { describe, expect, test } from 'vitest'
import { changeAccount } from '#domain/access/change-account.ts'
import { changeRole } from '#domain/access/change-role.ts'
import { leaveAccount } from '#domain/access/leave-account.ts'
import { listMembers } from '#domain/access/list-members.ts'
import { openAnotherAccount } from '#domain/access/open-another-account.ts'
import { openPerson, type Session } from '#domain/access/open-session.ts'
import { removeMember } from '#domain/access/remove-member.ts'
import { renamePerson } from '#domain/access/rename-person.ts'
import type { Role } from '#domain/access/scope.ts'
import { ask } from '#tests/support/books.ts'
import { comeIn, join, openOrFail, signInAs } from '#tests/support/people.ts'

const idOf = (session: Session) => session.person.id
const rolesOf = async ({ scope }: Session) =>
  Object.fromEntries((await listMembers(scope)).map((one) => [one.id, one.role]))
const actions = async ({ account }: Session) =>
  (await ask<{ action: string }>('select action from audit_log where account_id = $1 order by seq', [account.id])).map(
    ({ action }) => action,
  )

describe('a role', () => {
  test('that is changed holds at once: what the member had open on the account ends', async () => {
    const owner = await comeIn()
    const member = await join(owner, 'developer')
    await changeRole(owner.scope, { personId: idOf(member), role: 'support' })
    expect(await openPerson(member.id)).toBeNull()
    expect(await signInAs(member.person.email)).toMatchObject({ entry: { open: true, role: 'support' } })
    const [row] = await ask(
      "select object, before, after from audit_log where account_id = $1 and action = 'member.role_changed'",
      [owner.account.id],
    )
    expect(row).toEqual({
      object: `member ${member.person.email}`,
      before: { role: 'developer' },
      after: { role: 'support' },
    })
  })

  test('what somebody has open on another account goes on', async () => {
    const owner = await comeIn()
    const member = await join(owner, 'developer')
    await openAnotherAccount(member.self, { name: 'Ben’s own', timeZone: 'UTC' })
    await changeRole(owner.scope, { personId: idOf(member), role: 'support' })
    expect(await openOrFail(member.id)).toMatchObject({ account: { name: 'Ben’s own' } })
  })

  test('that stays the same ends nothing and is no change', async () => {
    const owner = await comeIn()
    const member = await join(owner, 'developer')
    const before = await actions(owner)
    await changeRole(owner.scope, { personId: idOf(member), role: 'developer' })
    expect(await openPerson(member.id)).not.toBeNull()
    expect(await actions(owner)).toEqual(before)
  })

  test('that does not exist is refused', async () => {
    const owner = await comeIn()
    const member = await join(owner, 'developer')
    await expect(changeRole(owner.scope, { personId: idOf(member), role: 'god' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('an account keeps an owner', () => {
  test('the last one can neither step down, nor be removed, nor leave', async () => {
    const owner = await comeIn()
    const id = idOf(owner)
    const last = { code: 'last_owner' }
    await expect(changeRole(owner.scope, { personId: id, role: 'admin' })).rejects.toMatchObject(last)
    await expect(removeMember(owner.scope, { personId: id })).rejects.toMatchObject(last)
    await expect(leaveAccount(owner.scope, owner.self)).rejects.toMatchObject(last)
    expect(await rolesOf(owner)).toEqual({ [id]: 'owner' })
  })

  test('also when two owners step down, remove each other or leave at the same moment', async () => {
    const ways: ((one: Session, other: Session) => Promise<void>)[] = [
      (one) => changeRole(one.scope, { personId: idOf(one), role: 'admin' }),
      (one, other) => removeMember(one.scope, { personId: idOf(other) }),
      (one) => leaveAccount(one.scope, one.self),
    ]
    for (const way of ways)
      for (let round = 0; round < 4; round++) {
        const one = await comeIn()
        const other = await join(one, 'owner')
        await Promise.allSettled([way(one, other), way(other, one)])
        const left = await ask<{ n: number }>(
          "select count(*)::int as n from memberships where account_id = $1 and role = 'owner'",
          [one.account.id],
        )
        expect(left).toEqual([{ n: 1 }])
      }
  })
})

describe('who may do what to whom', () => {
  const LESSER: Role[] = ['developer', 'finance', 'support', 'read_only']

  test.each(LESSER)('a %s changes and removes nobody, not even themselves, and may leave', async (role) => {
    const owner = await comeIn()
    const member = await join(owner, role)
    for (const personId of [idOf(owner), idOf(member)]) {
      await expect(changeRole(member.scope, { personId, role: 'admin' })).rejects.toMatchObject({ code: 'not_allowed' })
      await expect(removeMember(member.scope, { personId })).rejects.toMatchObject({ code: 'not_allowed' })
    }
    expect(await listMembers(member.scope)).toHaveLength(2)
    await leaveAccount(member.scope, member.self)
    expect(await rolesOf(owner)).toEqual({ [idOf(owner)]: 'owner' })
    expect(await openPerson(member.id)).toBeNull()
    expect(await actions(owner)).toContain('member.left')
  })

  test('an administrator changes others, but makes, changes and removes no owner', async () => {
    const owner = await comeIn()
    const [admin, member] = [await join(owner, 'admin'), await join(owner, 'developer')]
    await changeRole(admin.scope, { personId: idOf(member), role: 'admin' })
    for (const [personId, role] of [
      [idOf(admin), 'owner'],
      [idOf(member), 'owner'],
      [idOf(owner), 'developer'],
    ] as const)
      await expect(changeRole(admin.scope, { personId, role })).rejects.toMatchObject({ code: 'owners_only' })
    await expect(removeMember(admin.scope, { personId: idOf(owner) })).rejects.toMatchObject({ code: 'owners_only' })
    await removeMember(admin.scope, { personId: idOf(member) })
    expect(await rolesOf(owner)).toEqual({ [idOf(owner)]: 'owner', [idOf(admin)]: 'admin' })
  })

  test('whoever lost the role a moment ago changes nobody any more, whatever their page still shows', async () => {
    const owner = await comeIn()
    const [admin, member] = [await join(owner, 'admin'), await join(owner, 'developer')]
    await changeRole(owner.scope, { personId: idOf(admin), role: 'read_only' })
    await expect(removeMember(admin.scope, { personId: idOf(member) })).rejects.toMatchObject({ code: 'not_allowed' })
    await removeMember(owner.scope, { personId: idOf(admin) })
    await expect(changeRole(admin.scope, { personId: idOf(member), role: 'admin' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })

  test('members of another account are not found', async () => {
    const [owner, stranger] = [await comeIn(), await comeIn()]
    for (const personId of [idOf(owner), '', 'x']) {
      await expect(changeRole(stranger.scope, { personId, role: 'admin' })).rejects.toMatchObject({ code: 'not_found' })
      await expect(removeMember(stranger.scope, { personId })).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(await openPerson(owner.id)).not.toBeNull()
    expect(await listMembers(stranger.scope)).toHaveLength(1)
  })
})

describe('whoever is removed', () => {
  test('is out at once, and their other accounts go on', async () => {
    const owner = await comeIn()
    const member = await join(owner, 'developer')
    const other = await signInAs(member.person.email)
    await openAnotherAccount(other.self, { name: 'Ben’s own', timeZone: 'UTC' })
    await removeMember(owner.scope, { personId: idOf(member) })
    expect(await openPerson(member.id)).toBeNull()
    expect(await openOrFail(other.id)).toMatchObject({ accounts: [{ name: 'Ben’s own' }] })
    await expect(removeMember(owner.scope, { personId: idOf(member) })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('leaving goes on where there is another account', async () => {
    const owner = await comeIn()
    const member = await join(owner, 'developer')
    await openAnotherAccount(member.self, { name: 'Ben’s own', timeZone: 'UTC' })
    await ask('update sessions set account_id = $2 where id = $1', [member.id, owner.account.id])
    await leaveAccount(member.scope, member.self)
    expect(await openOrFail(member.id)).toMatchObject({ account: { name: 'Ben’s own' } })
  })
})

describe('names and zones', () => {
  test('an owner renames the account and moves its days; both are in the audit log', async () => {
    const owner = await comeIn()
    await changeAccount(owner.scope, { name: ' Harbor  Dental ', timeZone: 'Pacific/Honolulu' })
    expect(await openOrFail(owner.id)).toMatchObject({
      account: { name: 'Harbor Dental', timeZone: 'Pacific/Honolulu' },
    })
    const [row] = await ask(
      "select before, after from audit_log where account_id = $1 and action = 'account.changed'",
      [owner.account.id],
    )
    expect(row).toEqual({
      before: { name: 'Sound Cafe', time_zone: 'America/New_York' },
      after: { name: 'Harbor Dental', time_zone: 'Pacific/Honolulu' },
    })
  })

  test('a developer does not', async () => {
    const member = await join(await comeIn(), 'developer')
    await expect(changeAccount(member.scope, { name: 'Mine', timeZone: 'UTC' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })

  test.each([
    ['account', { name: '\u202Eevil', timeZone: 'UTC' }],
    ['time_zone', { name: 'Fine', timeZone: 'Nowhere' }],
  ])('a bad %s is refused', async (field, input) => {
    const owner = await comeIn()
    await expect(changeAccount(owner.scope, input)).rejects.toMatchObject({ fields: { [field]: [expect.any(String)] } })
    await expect(openAnotherAccount(owner.self, input)).rejects.toMatchObject({
      fields: { [field]: [expect.any(String)] },
    })
  })

  test('everybody names themselves; what the log has written stays', async () => {
    const owner = await comeIn()
    const member = await join(owner, 'read_only')
    await renamePerson(member.self, { name: 'Benjamin Sound' })
    expect((await listMembers(owner.scope)).map(({ name }) => name)).toContain('Benjamin Sound')
    const [row] = await ask(
      "select actor_name, after from audit_log where account_id = $1 and action = 'person.renamed'",
      [owner.account.id],
    )
    expect(row).toEqual({ actor_name: 'Ben Sound', after: { name: 'Benjamin Sound' } })
    await expect(renamePerson(member.self, { name: 'x'.repeat(10_000) })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('another account is owned by who opened it, and their session is there', async () => {
    const owner = await comeIn()
    await openAnotherAccount(owner.self, { name: 'Second', timeZone: 'UTC' })
    const now = await openOrFail(owner.id)
    expect(now).toMatchObject({ role: 'owner', account: { name: 'Second' } })
    expect(await listMembers(now.scope)).toHaveLength(1)
    expect(now.accounts).toHaveLength(2)
  })
})
