import { orm } from '#lib/prisma.ts'
import { now } from '#lib/time.ts'

/** Ends a session for good; ending it twice is ending it once. */
export async function signOut(sessionId: string): Promise<void> {
  await orm.session.updateMany({ where: { id: sessionId, endedAt: null }, data: { endedAt: now() } })
}
