/** People of a test's account, as the worker opens them. */
import { openMember } from '#domain/access/open-member.ts'
import { NOWHERE, type Role, type Scope } from '#domain/access/scope.ts'
import type { TestAccount } from './account.ts'
import { ask } from './books.ts'

/** The owner, after their role was set to this one. */
export async function personOf({ scope }: Pick<TestAccount, 'scope'>, role: Role = 'owner'): Promise<Scope> {
  const [row] = await ask<{ person_id: string }>(
    'update memberships set role = $2 where account_id = $1 returning person_id',
    [scope.accountId, role],
  )
  const person = row && (await openMember(scope.accountId, row.person_id, NOWHERE))
  if (!person) throw new Error('the account has nobody')
  return person
}

/** A whole export as one text. */
export async function whole(pieces: AsyncGenerator<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}
