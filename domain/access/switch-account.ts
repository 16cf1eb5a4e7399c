import { isId } from '#lib/ids.ts'
import { orm } from '#lib/prisma.ts'

/** Turns a session to another account of the same person. False when the person is not a member there. */
export async function switchAccount(sessionId: string, accountId: string): Promise<boolean> {
  if (!isId(accountId)) return false
  const { count } = await orm.session.updateMany({
    where: { id: sessionId, endedAt: null, person: { memberships: { some: { accountId } } } },
    data: { accountId },
  })
  return count === 1
}
