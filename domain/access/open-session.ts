import { query } from '#lib/db.ts'
import { orm } from '#lib/prisma.ts'
import { now } from '#lib/time.ts'
import { makeScope, type Role, type Scope } from './scope.ts'

export type Session = {
  id: string
  scope: Scope
  person: { id: string; name: string; email: string }
  account: { id: string; name: string; timeZone: string }
  role: Role
  accounts: { id: string; name: string; role: Role }[]
}

/**
 * The person and the account behind a session id, or null. Asked on every request: sign-out, removal from an account and a
 * changed role hold at once, whatever the browser still carries.
 */
export async function openSession(sessionId: string): Promise<Session | null> {
  if (!/^[0-9a-f-]{36}$/.test(sessionId)) return null
  const session = await orm.session.findFirst({
    where: { id: sessionId, endedAt: null, expiresAt: { gt: now() } },
    select: { accountId: true, person: { select: { id: true, name: true, email: true } } },
  })
  if (!session) return null
  const { person } = session
  const accounts = await query<{ id: string; name: string; time_zone: string; role: Role }>(
    { name: 'accounts_of_person', text: 'select * from accounts_of_person($1)' },
    [person.id],
  )
  const account = accounts.find((one) => one.id === session.accountId) ?? accounts[0]
  if (!account) return null
  return {
    id: sessionId,
    scope: makeScope(account.id, { kind: 'person', id: person.id, name: person.name, role: account.role }),
    person,
    account: { id: account.id, name: account.name, timeZone: account.time_zone },
    role: account.role,
    accounts: accounts.map(({ id, name, role }) => ({ id, name, role })),
  }
}
