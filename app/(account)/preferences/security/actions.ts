'use server'

import { refresh } from 'next/cache'
import { accountAction, personAction, text } from '#app/_web/action.ts'
import { writeSessionCookie } from '#app/_web/session.ts'
import { changePassword } from '#domain/access/change-password.ts'
import { endOtherSessions } from '#domain/access/end-other-sessions.ts'
import { endSession } from '#domain/access/end-session.ts'
import { removePasskey } from '#domain/access/remove-passkey.ts'
import { removeTotp } from '#domain/access/remove-totp.ts'
import { renamePasskey } from '#domain/access/rename-passkey.ts'
import { renewRecoveryCodes } from '#domain/access/renew-recovery-codes.ts'
import { setSignInRules } from '#domain/access/set-sign-in-rules.ts'
import { Refusal } from '#lib/refusals.ts'

/** The present password is the proof, so no other is asked for. */
export const changeOwnPassword = personAction('change password', async ({ self, person }, form) => {
  if (!person.hasPassword) throw new Refusal('not_found')
  const session = await changePassword(self, {
    oldPassword: text(form, 'old_password'),
    newPassword: text(form, 'password'),
  })
  await writeSessionCookie(session)
  refresh()
  return { message: 'Your password is changed, and every other session has ended.' }
})

export const setFirstPassword = personAction(
  'set password',
  async ({ self, person }, form) => {
    if (person.hasPassword) throw new Refusal('not_found')
    const session = await changePassword(self, { oldPassword: '', newPassword: text(form, 'password') })
    await writeSessionCookie(session)
    refresh()
    return { message: 'Your password is set, and every other session has ended.' }
  },
  { sudo: true },
)

export const removeAuthenticator = personAction(
  'remove totp',
  async ({ self }) => {
    await removeTotp(self)
    refresh()
    return { message: 'Removed.' }
  },
  { sudo: true },
)

export const makeRecoveryCodes = personAction(
  'renew recovery codes',
  async ({ self }) => {
    const recoveryCodes = await renewRecoveryCodes(self)
    refresh()
    return { recoveryCodes, message: 'These are your new codes. The old ones open nothing any more.' }
  },
  { sudo: true },
)

export const changePasskeyName = personAction(
  'rename passkey',
  async ({ self }, form) => {
    await renamePasskey(self, { id: text(form, 'passkey'), name: text(form, 'name') })
    refresh()
    return { message: 'Renamed.' }
  },
  { sudo: true },
)

export const dropPasskey = personAction(
  'remove passkey',
  async ({ self }, form) => {
    await removePasskey(self, { id: text(form, 'passkey') })
    refresh()
    return { message: 'Removed.' }
  },
  { sudo: true },
)

export const endOneSession = personAction('end session', async ({ self }, form) => {
  await endSession(self, { id: text(form, 'session') })
  refresh()
})

export const endTheOthers = personAction('end other sessions', async ({ self }) => {
  const ended = await endOtherSessions(self)
  refresh()
  return { message: ended === 1 ? 'One session was ended.' : `${ended} sessions were ended.` }
})

export const saveSignInRules = accountAction(
  'set sign-in rules',
  'account.manage',
  async (session, form) => {
    await setSignInRules(session, {
      requireSecondFactor: text(form, 'require_second_factor') !== '',
      ssoOnly: text(form, 'sso_only') !== '',
    })
    refresh()
    return { message: 'Saved. It holds at once, for everybody.' }
  },
  { sudo: true },
)
