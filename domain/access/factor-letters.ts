/** Letters about what somebody signs in with: sent to them, so that they learn of it when it was not they. */
import type { Letter } from '#domain/mail/queue-mail.ts'
import { env } from '#lib/env.ts'
import { now } from '#lib/time.ts'
import { describeAgent } from './describe-agent.ts'
import type { Origin } from './scope.ts'

type Who = { email: string; origin: Origin }

export function factorLetter(what: string, { email, origin }: Who, { wasLast = false, more = '' } = {}): Letter {
  const last = wasLast ? 'It was your last second factor: your password alone opens your sign-in now.\n\n' : ''
  return {
    subject: `${what}: Longcode`,
    body: `${what}.

${more === '' ? '' : `${more}\n\n`}${last}If this was you, there is nothing to do.

If not, somebody else is in your sign-in. Change your password at
${env.portal.url}/reset-password
and then look through your factors and sessions at
${env.portal.url}/preferences/security

${whence(email, origin)}`,
  }
}

/** To somebody whose password is known to a person without their second factor. */
export function wrongCodesLetter(who: Who, tries: number): Letter {
  return {
    subject: 'Wrong codes at your sign-in: Longcode',
    body: `Somebody gave your right password and then ${tries} wrong codes. They were not let in.

If this was you, try again when the clock of your phone is right, or use a recovery code.

If not, somebody knows your password. Choose a new one at
${env.portal.url}/reset-password

${whence(who.email, who.origin)}`,
  }
}

function whence(email: string, { address, agent }: Origin): string {
  return `Sign-in: ${email}
Time: ${now().toISOString().slice(0, 19).replace('T', ' ')} UTC
Address: ${address ?? 'unknown'}
Browser: ${describeAgent(agent)}
`
}
