import { describe, expect, test } from 'vitest'
import { acceptInvitation } from '#domain/access/accept-invitation.ts'
import { changeRole } from '#domain/access/change-role.ts'
import { inviteMember } from '#domain/access/invite-member.ts'
import { joinAsNewPerson } from '#domain/access/join-as-new-person.ts'
import { leaveAccount } from '#domain/access/leave-account.ts'
import { listInvitations } from '#domain/access/list-invitations.ts'
import { listMembers } from '#domain/access/list-members.ts'
import { readInvitation } from '#domain/access/read-invitation.ts'
import { removeMember } from '#domain/access/remove-member.ts'
import { resendInvitation } from '#domain/access/resend-invitation.ts'
import { revokeInvitation } from '#domain/access/revoke-invitation.ts'
import { DAY_MS, now, withClockAt } from '#lib/time.ts'
import { ask } from '#tests/support/books.ts'
import { mailsTo, newestToken } from '#tests/support/mails.ts'
import { comeIn, join, newEmail, openOrFail, PASSWORD, somewhere } from '#tests/support/people.ts'

const USED_UP = { code: 'link_used_up' }
const joining = (token: string, change = {}) => ({
  token,
  name: 'Ben Sound',
  password: PASSWORD,
  origin: somewhere(),
  ...change,
})

async function invite(role = 'developer') {
  const owner = await comeIn()
  const email = newEmail('ben')
  await inviteMember(owner.scope, { email, role })
  return { owner, email, token: await newestToken(email) }
}

describe('an invitation', () => {
  test('brings somebody new onto the account with the role that was meant, signed in', async () => {
    const { owner, email, token } = await invite()
    const seen = { email, role: 'developer', accountName: 'Sound Cafe', invitedBy: 'Ana Sound', isKnown: false }
    expect(await readInvitation(token)).toEqual(seen)
    const { sessionId } = await joinAsNewPerson(joining(token))
    const session = await openOrFail(sessionId)
    expect(session).toMatchObject({ role: 'developer', account: { id: owner.account.id }, person: { email } })
    expect(await listInvitations(owner.scope)).toEqual([])
    const log = await ask('select action, actor_name from audit_log where account_id = $1 order by seq', [
      owner.account.id,
    ])
    expect(log.slice(1)).toEqual([
      { action: 'member.invited', actor_name: 'Ana Sound' },
      { action: 'member.joined', actor_name: 'Ben Sound' },
    ])
  })

  test('is accepted by somebody who is here already as who they are; their session turns to that account', async () => {
    const [owner, guest] = [await comeIn(), await comeIn({ name: 'Cleo', accountName: 'Cleo Ltd' })]
    await inviteMember(owner.scope, { email: guest.person.email, role: 'finance' })
    const token = await newestToken(guest.person.email)
    expect(await readInvitation(token)).toMatchObject({ isKnown: true })
    await acceptInvitation(guest.self, { token })
    expect(await openOrFail(guest.id)).toMatchObject({ role: 'finance', account: { id: owner.account.id } })
    expect((await openOrFail(guest.id)).accounts).toHaveLength(2)
  })

  test('that was passed on opens nothing to another person, and still works for the right one', async () => {
    const [owner, guest, thief] = [await comeIn(), await comeIn(), await comeIn()]
    await inviteMember(owner.scope, { email: guest.person.email, role: 'admin' })
    const token = await newestToken(guest.person.email)
    await expect(acceptInvitation(thief.self, { token })).rejects.toMatchObject(USED_UP)
    await expect(joinAsNewPerson(joining(token))).rejects.toMatchObject(USED_UP)
    expect(await openOrFail(thief.id)).toMatchObject({ account: { id: thief.account.id } })
    await acceptInvitation(guest.self, { token })
    expect(await listMembers(owner.scope)).toHaveLength(2)
  })

  test('works once, also for two at the same moment', async () => {
    const { owner, token } = await invite()
    const both = await Promise.allSettled([joinAsNewPerson(joining(token)), joinAsNewPerson(joining(token))])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await readInvitation(token)).toBeNull()
    expect(await listMembers(owner.scope)).toHaveLength(2)
  })

  test('is over after a week, and can be sent again', async () => {
    const { owner, email, token } = await invite()
    await withClockAt(new Date(now().getTime() + 7 * DAY_MS + 1_000), async () => {
      expect(await readInvitation(token)).toBeNull()
      await expect(joinAsNewPerson(joining(token))).rejects.toMatchObject(USED_UP)
      const [waiting] = await listInvitations(owner.scope)
      await resendInvitation(owner.scope, { id: waiting?.id ?? '' })
      await joinAsNewPerson(joining(await newestToken(email)))
    })
  })

  test('that was revoked opens nothing', async () => {
    const { owner, token } = await invite()
    const [waiting] = await listInvitations(owner.scope)
    await revokeInvitation(owner.scope, { id: waiting?.id ?? '' })
    expect(await readInvitation(token)).toBeNull()
    await expect(joinAsNewPerson(joining(token))).rejects.toMatchObject(USED_UP)
    await expect(revokeInvitation(owner.scope, { id: waiting?.id ?? '' })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('asked for again replaces the open one: one line in the list, the last role, the last link', async () => {
    const { owner, email, token } = await invite('admin')
    await inviteMember(owner.scope, { email: email.toUpperCase(), role: 'support' })
    expect(await listInvitations(owner.scope)).toMatchObject([{ email, role: 'support' }])
    expect(await readInvitation(token)).toBeNull()
    const { sessionId } = await joinAsNewPerson(joining(await newestToken(email)))
    expect(await openOrFail(sessionId)).toMatchObject({ role: 'support' })
  })

  test('two at the same moment leave one open', async () => {
    const owner = await comeIn()
    const email = newEmail()
    await Promise.all(['admin', 'finance'].map((role) => inviteMember(owner.scope, { email, role })))
    expect(await listInvitations(owner.scope)).toHaveLength(1)
  })

  test('to somebody who is on the account is refused, and changes no role', async () => {
    const owner = await comeIn()
    const { email } = owner.person
    await expect(inviteMember(owner.scope, { email, role: 'read_only' })).rejects.toMatchObject({
      fields: { email: ['This person is on the account already.'] },
    })
  })

  test('says in the mail who invites to what, with nothing in it that becomes a stranger’s link', async () => {
    const owner = await comeIn({ name: 'Win at evil.example', accountName: 'https://evil.example/pay' })
    const email = newEmail()
    await inviteMember(owner.scope, { email, role: 'developer' })
    const [letter] = await mailsTo(email)
    expect(letter?.body).toContain('Invited by: Win at evil example')
    expect(letter?.body).toContain('Role: Developer')
    expect(letter?.body).not.toMatch(/evil\.example/)
    expect(letter?.subject).not.toMatch(/evil/)
  })
})

describe('who may invite', () => {
  test.each(['developer', 'finance', 'support', 'read_only'] as const)('not a %s', async (role) => {
    const member = await join(await comeIn(), role)
    const refused = inviteMember(member.scope, { email: newEmail(), role: 'read_only' })
    await expect(refused).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(listInvitations(member.scope)).rejects.toMatchObject({ code: 'not_allowed' })
  })

  test('an administrator, but no owners: neither new ones nor by sending one again', async () => {
    const owner = await comeIn()
    const admin = await join(owner, 'admin')
    await inviteMember(admin.scope, { email: newEmail(), role: 'admin' })
    const refused = inviteMember(admin.scope, { email: newEmail(), role: 'owner' })
    await expect(refused).rejects.toMatchObject({ code: 'owners_only' })
    const email = newEmail()
    await inviteMember(owner.scope, { email, role: 'owner' })
    const waiting = (await listInvitations(admin.scope)).find((one) => one.email === email)
    await expect(resendInvitation(admin.scope, { id: waiting?.id ?? '' })).rejects.toMatchObject({
      code: 'owners_only',
    })
  })

  test('nobody touches the invitations of another account: they are not found', async () => {
    const { owner } = await invite()
    const stranger = await comeIn()
    const [waiting] = await listInvitations(owner.scope)
    for (const id of [waiting?.id ?? '', 'x', '', "' or 1=1"]) {
      await expect(revokeInvitation(stranger.scope, { id })).rejects.toMatchObject({ code: 'not_found' })
      await expect(resendInvitation(stranger.scope, { id })).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(await listInvitations(owner.scope)).toHaveLength(1)
    expect(await listInvitations(stranger.scope)).toEqual([])
  })

  test('nobody is flooded with invitations', async () => {
    const owner = await comeIn()
    const email = newEmail()
    for (let nth = 0; nth < 5; nth++) await inviteMember(owner.scope, { email, role: 'admin' })
    await expect(inviteMember(owner.scope, { email, role: 'admin' })).rejects.toMatchObject({
      fields: { email: [expect.stringContaining('several mails')] },
    })
  })
})

describe('what cannot be used to join is told, and the link stays', () => {
  test.each([
    ['name', { name: 'x'.repeat(10_000) }],
    ['name', { name: 'Ben\u200B' }],
    ['password', { password: 'short' }],
    ['password', { password: 'x'.repeat(10_000_000) }],
  ])('%s', async (field, change) => {
    const { token } = await invite()
    await expect(joinAsNewPerson(joining(token, change))).rejects.toMatchObject({
      fields: { [field]: [expect.any(String)] },
    })
    expect(await readInvitation(token)).not.toBeNull()
  })

  test.each(['аna@sound.example', 'ana', ''])('e-mail %j', async (email) => {
    const owner = await comeIn()
    await expect(inviteMember(owner.scope, { email, role: 'captain' })).rejects.toMatchObject({
      fields: { email: [expect.any(String)], role: [expect.any(String)] },
    })
  })

  test.each(['', 'x', 'x'.repeat(100_000)])('a forged link opens nothing: %j', async (token) => {
    expect(await readInvitation(token)).toBeNull()
    await expect(joinAsNewPerson(joining(token))).rejects.toMatchObject(USED_UP)
    await expect(acceptInvitation((await comeIn()).self, { token })).rejects.toMatchObject(USED_UP)
  })
})

describe('an invitation lives no longer than its inviter’s right to give it', () => {
  test('an owner who is removed, steps down or leaves takes their open invitations with them', async () => {
    const owner = await comeIn()
    const others = [await join(owner, 'owner'), await join(owner, 'owner'), await join(owner, 'owner')] as const
    const tokens: string[] = []
    for (const other of others) {
      const email = newEmail('back')
      await inviteMember(other.scope, { email, role: 'owner' })
      tokens.push(await newestToken(email))
    }
    await removeMember(owner.scope, { personId: others[0].self.personId })
    await changeRole(owner.scope, { personId: others[1].self.personId, role: 'admin' })
    await leaveAccount(others[2].scope, others[2].self)
    for (const token of tokens) await expect(joinAsNewPerson(joining(token))).rejects.toMatchObject(USED_UP)
    expect(await listInvitations(owner.scope)).toEqual([])
  })

  test('what an administrator may still give stays open when an owner becomes one', async () => {
    const owner = await comeIn()
    const other = await join(owner, 'owner')
    const [asOwner, asDeveloper] = [newEmail('up'), newEmail('down')]
    await inviteMember(other.scope, { email: asOwner, role: 'owner' })
    await inviteMember(other.scope, { email: asDeveloper, role: 'developer' })
    await changeRole(owner.scope, { personId: other.self.personId, role: 'admin' })
    expect((await listInvitations(owner.scope)).map(({ email }) => email)).toEqual([asDeveloper])
  })

  test('an administrator neither withdraws nor replaces an owner’s invitation to be an owner', async () => {
    const owner = await comeIn()
    const admin = await join(owner, 'admin')
    const email = newEmail('next')
    await inviteMember(owner.scope, { email, role: 'owner' })
    const [invitation] = await listInvitations(owner.scope)
    const refused = { code: 'owners_only' }
    await expect(revokeInvitation(admin.scope, { id: invitation?.id ?? '' })).rejects.toMatchObject(refused)
    await expect(inviteMember(admin.scope, { email, role: 'read_only' })).rejects.toMatchObject(refused)
    expect(await readInvitation(await newestToken(email))).toMatchObject({ role: 'owner' })
  })
})
