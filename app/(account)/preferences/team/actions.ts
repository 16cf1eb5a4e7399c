'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { accountAction, text } from '#app/_web/action.ts'
import { changeRole } from '#domain/access/change-role.ts'
import { inviteMember } from '#domain/access/invite-member.ts'
import { removeMember } from '#domain/access/remove-member.ts'
import { resendInvitation } from '#domain/access/resend-invitation.ts'
import { revokeInvitation } from '#domain/access/revoke-invitation.ts'

const SUDO = { sudo: true }

export const invite = accountAction(
  'invite member',
  'members.manage',
  async ({ scope }, form) => {
    const email = text(form, 'email')
    await inviteMember(scope, { email, role: text(form, 'role') })
    refresh()
    return { message: `We have sent an invitation to ${email}. It can be accepted for 7 days.`, values: {} }
  },
  SUDO,
)

export const saveRole = accountAction(
  'change role',
  'members.manage',
  async ({ scope, person }, form) => {
    const personId = text(form, 'member')
    await changeRole(scope, { personId, role: text(form, 'role') })
    // One’s own sessions have ended with one’s old role.
    redirect(personId === person.id ? '/sign-in' : '/preferences/team?done=role')
  },
  SUDO,
)

export const remove = accountAction(
  'remove member',
  'members.manage',
  async ({ scope, person }, form) => {
    const personId = text(form, 'member')
    await removeMember(scope, { personId })
    redirect(personId === person.id ? '/sign-in' : '/preferences/team?done=removed')
  },
  SUDO,
)

export const sendAgain = accountAction(
  'resend invitation',
  'members.manage',
  async ({ scope }, form) => {
    await resendInvitation(scope, { id: text(form, 'invitation') })
    redirect('/preferences/team?done=sent')
  },
  SUDO,
)

export const revoke = accountAction(
  'revoke invitation',
  'members.manage',
  async ({ scope }, form) => {
    await revokeInvitation(scope, { id: text(form, 'invitation') })
    redirect('/preferences/team?done=revoked')
  },
  SUDO,
)
