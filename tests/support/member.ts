/** People who join an account that is there already, with a session of their own. */
import { randomUUID } from 'node:crypto'
import { openSession } from '#domain/access/open-session.ts'
import { NOWHERE, type Role, type Scope } from '#domain/access/scope.ts'
import { startSession } from '#domain/access/start-session.ts'
import { transaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import type { TestAccount } from './account.ts'
import { ask } from './books.ts'

export type Member = { scope: Scope; personId: string; email: string }

export async function addMember({ scope: { accountId } }: Pick<TestAccount, 'scope'>, role: Role): Promise<Member> {
  const personId = newId()
  const email = `${role}-${randomUUID()}@harbor.example`
  await ask("insert into people (id, email, name, created_at) values ($1, $2, 'Pat Harbor', now())", [personId, email])
  await ask('insert into memberships (account_id, person_id, role, created_at) values ($1, $2, $3, now())', [
    accountId,
    personId,
    role,
  ])
  const started = await transaction((tx) =>
    startSession(tx, { personId, method: 'password', secondFactor: false, origin: NOWHERE }),
  )
  const session = started && (await openSession(started.sessionId))
  if (!session) throw new Error('the session does not open')
  return { scope: session.scope, personId, email }
}
