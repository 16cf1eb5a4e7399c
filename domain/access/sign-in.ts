import { newId } from '#lib/ids.ts'
import { orm } from '#lib/prisma.ts'
import { DAY_MS, now } from '#lib/time.ts'
import { checkPassword } from './passwords.ts'

export type SignInInput = { email: string; password: string; address: string | null; agent: string | null }

const SESSION_MS = 14 * DAY_MS

/** Opens a session, or null: the same answer, after the same time, for an unknown e-mail and a wrong password. */
export async function signIn(input: SignInInput): Promise<{ sessionId: string; expiresAt: Date } | null> {
  const email = input.email.trim().toLowerCase()
  const person = await orm.person.findUnique({
    where: { email },
    select: {
      id: true,
      passwordHash: true,
      memberships: { select: { accountId: true }, orderBy: { createdAt: 'asc' }, take: 1 },
    },
  })
  const right = await checkPassword(input.password, person?.passwordHash ?? null)
  const accountId = person?.memberships[0]?.accountId
  if (!right || !person || !accountId) return null
  const at = now()
  const session = await orm.session.create({
    data: {
      id: newId(at),
      personId: person.id,
      accountId,
      createdAt: at,
      seenAt: at,
      expiresAt: new Date(at.getTime() + SESSION_MS),
      address: input.address?.slice(0, 64) ?? null,
      agent: input.agent?.slice(0, 400) ?? null,
    },
    select: { id: true, expiresAt: true },
  })
  return { sessionId: session.id, expiresAt: session.expiresAt }
}
