/** The end of every way of signing in: the cookies of a whole session, and the end of the one that this browser had before. */
import 'server-only'
import { signOut } from '#domain/access/sign-out.ts'
import type { StartedSession } from '#domain/access/start-session.ts'
import { readSessionId, writeDeviceCookie, writeSessionCookie } from './session.ts'
import { clearTicketCookie } from './ticket.ts'

export async function enterPortal(session: StartedSession & { email: string }): Promise<void> {
  const before = await readSessionId()
  if (before) await signOut(before)
  await writeSessionCookie(session)
  await writeDeviceCookie(session.email)
  await clearTicketCookie()
}

/** Where the second step is taken, on the way to `next`. */
export function secondStepPath(next: string): string {
  return next === '/' ? '/sign-in/code' : `/sign-in/code?next=${encodeURIComponent(next)}`
}
