import { transaction } from '#lib/db.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { insertAccount } from './insert-account.ts'
import { insertPerson } from './insert-person.ts'
import { checkPassword, MAX_PASSWORD } from './passwords.ts'
import type { Origin } from './scope.ts'
import type { WaitingSignUp } from './sign-up.ts'
import { type StartedSession, startSession } from './start-session.ts'
import { countTry, peekTicket, takeTicket } from './tickets.ts'

/** For the page that asks before anything is made: programs that read mails open links too. Null when it opens nothing. */
export async function readSignUp(token: string): Promise<Pick<WaitingSignUp, 'email' | 'name' | 'accountName'> | null> {
  const ticket = await peekTicket('sign_up', token)
  return ticket && waitingIn(ticket.payload)
}

/** As many as somebody needs who has forgotten which password it was. */
const MOST_TRIES = 10

/**
 * Makes the person and their account, and signs them in. The password of the sign-up is asked for: somebody else may have signed up
 * with this e-mail and a password of theirs, and the reader of the mail must not open that. Throws `link_used_up`, and `invalid`
 * for the field `password`.
 */
export async function confirmSignUp(
  { token, password }: { token: string; password: string },
  origin: Origin,
): Promise<StartedSession & { email: string }> {
  const asked = waitingIn((await peekTicket('sign_up', token))?.payload ?? {})
  if (!asked || (await countTry('sign_up', token, MOST_TRIES + 1)) < 1) throw new Refusal('link_used_up')
  if (!(await checkPassword(password.slice(0, MAX_PASSWORD + 1), asked.passwordHash)))
    throw invalid({ password: NOT_IT })
  return transaction(async (tx) => {
    const waiting = waitingIn((await takeTicket(tx, 'sign_up', token)).payload)
    const personId = waiting && (await insertPerson(tx, waiting))
    // Two sign-ups with one e-mail: the first that is confirmed holds.
    if (!personId) throw new Refusal('link_used_up')
    const { email, name, accountName, timeZone } = waiting
    const actor = { kind: 'person', id: personId, name, role: 'owner' } as const
    const { accountId } = await insertAccount(tx, { name: accountName, timeZone, ownerId: personId, actor, origin })
    const session = await startSession(tx, { personId, method: 'password', secondFactor: false, origin, accountId })
    if (!session) throw new Error('an owner of a new account was on no account')
    return { ...session, email }
  })
}

const NOT_IT =
  'This is not the password of this sign-up. If you signed up more than once, use the newest mail; if it was not you at all, close this page.'

/** Written by `signUp` alone; `{}` where the e-mail was known. */
function waitingIn(payload: Record<string, unknown>): WaitingSignUp | null {
  return typeof payload.passwordHash === 'string' ? (payload as WaitingSignUp) : null
}
