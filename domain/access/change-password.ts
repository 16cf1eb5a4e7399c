import { appendPersonAudit } from '#domain/audit/append-person-audit.ts'
import { query, transaction } from '#lib/db.ts'
import { invalid } from '#lib/refusals.ts'
import { takeTry } from './limits.ts'
import type { SignInMethod } from './open-session.ts'
import { checkPassword, hashPassword, MAX_PASSWORD, passwordProblem } from './passwords.ts'
import type { Self } from './scope.ts'
import { setPassword } from './set-password.ts'
import { type StartedSession, startSession } from './start-session.ts'

type Input = {
  /** Not asked of somebody who has none yet. */
  oldPassword: string
  newPassword: string
}

/**
 * Ends every session, the present one too, and begins a new one: a copy of the cookie dies with it. Throws `slow_down`, and `invalid`
 * for the fields `old_password` and `password`.
 */
export async function changePassword(self: Self, { oldPassword, newPassword }: Input): Promise<StartedSession> {
  const { personId, email, name, origin } = self
  const problem = passwordProblem(newPassword, email, name)
  if (problem) throw invalid({ password: problem })
  const forgive = await takeTry(['sudo session', self.sessionId], ['sudo person', personId])
  const [person] = await query<{ password_hash: string | null }>('select password_hash from people where id = $1', [
    personId,
  ])
  const stored = person?.password_hash ?? null
  if (stored !== null && !(await checkPassword(oldPassword.slice(0, MAX_PASSWORD + 1), stored)))
    throw invalid({ old_password: 'This is not your present password. Nothing was changed.' })
  await forgive()
  const passwordHash = await hashPassword(newPassword)
  return transaction(async (tx) => {
    const [session] = await tx.query<{ account_id: string; method: SignInMethod; second_factor: boolean }>(
      'select account_id, method, second_factor from sessions where id = $1 and ended_at is null for update',
      [self.sessionId],
    )
    // Ended while this was on its way, perhaps because the password is known to somebody else.
    if (!session) throw invalid({ old_password: 'This session has ended. Sign in again.' })
    await setPassword(tx, { personId, email }, passwordHash)
    const next = await startSession(tx, {
      personId,
      method: session.method,
      secondFactor: session.second_factor,
      origin,
      accountId: session.account_id,
    })
    if (!next) throw invalid({ old_password: 'You are on no account any more.' })
    const entry = { action: 'person.password_changed', object: `person ${email}`, before: null, after: null }
    await appendPersonAudit(tx, self, entry)
    return next
  })
}
