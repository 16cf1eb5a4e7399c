/** What is written to people. Links stand alone on their line; names that somebody typed stand last, quoted. */
import { ROLE_WORDS } from '#domain/access/role-words.ts'
import type { Role } from '#domain/access/scope.ts'
import { env } from '#lib/env.ts'
import type { Letter } from './queue-mail.ts'
import { quoteName } from './quote-name.ts'

function link(path: string, token?: string): string {
  return `${env.portal.url}${path}${token ? `?token=${token}` : ''}`
}

export function confirmLetter({ token, accountName }: { token: string; accountName: string }): Letter {
  return {
    subject: 'Confirm your e-mail address',
    body: `Somebody, most likely you, signed up at Longcode with this address. Confirm it to open the account:

${link('/sign-up/confirm', token)}

The link works once, for 24 hours. If it was not you, do nothing: without it no account is made.

Account: ${quoteName(accountName)}
`,
  }
}

export function alreadyHereLetter(): Letter {
  return {
    subject: 'You can sign in to Longcode already',
    body: `Somebody, most likely you, signed up at Longcode with this address. It is known here already, so nothing was changed. Sign in:

${link('/sign-in')}

If you do not remember the password, set a new one:

${link('/reset-password')}

To open another account, sign in first. If it was not you, do nothing.
`,
  }
}

export function resetLetter({ token }: { token: string }): Letter {
  return {
    subject: 'Set a new password',
    body: `Somebody, most likely you, asked for a new password at Longcode. Set it here:

${link('/reset-password/new', token)}

The link works once, for one hour. If it was not you, do nothing: your password stays as it is.
`,
  }
}

export function passwordChangedLetter(at: Date): Letter {
  return {
    subject: 'Your password was changed',
    body: `Your password at Longcode was changed on ${at.toISOString().slice(0, 10)} at ${at.toISOString().slice(11, 16)} UTC, and every session was ended.

If it was you, there is nothing to do. If not, set a new one at once, and tell an owner of your account:

${link('/reset-password')}
`,
  }
}

export function invitationLetter(input: { token: string; role: Role; accountName: string; inviter: string }): Letter {
  return {
    subject: 'You are invited to an account on Longcode',
    body: `You are invited to join an account on Longcode. See which, and accept or not:

${link('/invitation', input.token)}

The link works once, for 7 days. If you expect no invitation, do nothing.

Role: ${ROLE_WORDS[input.role].word}
Account: ${quoteName(input.accountName)}
Invited by: ${quoteName(input.inviter)}
`,
  }
}
