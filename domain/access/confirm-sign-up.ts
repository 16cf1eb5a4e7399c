import { transaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { insertAccount } from './insert-account.ts'
import { insertPerson } from './insert-person.ts'
import type { Origin } from './scope.ts'
import type { WaitingSignUp } from './sign-up.ts'
import { type StartedSession, startSession } from './start-session.ts'
import { peekTicket, takeTicket } from './tickets.ts'

/** For the page that asks before anything is made: programs that read mails open links too. Null when it opens nothing. */
export async function readSignUp(token: string): Promise<Pick<WaitingSignUp, 'email' | 'name' | 'accountName'> | null> {
  const ticket = await peekTicket('sign_up', token)
  return ticket && waitingIn(ticket.payload)
}

/** Makes the person and their account, and signs them in. Throws `link_used_up`. */
export async function confirmSignUp(token: string, origin: Origin): Promise<StartedSession & { email: string }> {
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

/** Written by `signUp` alone; `{}` where the e-mail was known. */
function waitingIn(payload: Record<string, unknown>): WaitingSignUp | null {
  return typeof payload.passwordHash === 'string' ? (payload as WaitingSignUp) : null
}
