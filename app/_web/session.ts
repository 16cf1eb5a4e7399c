/**
 * Who is asking. The only file that knows next-auth: its encrypted cookie carries the id of a session row, and the row is
 * asked for on every request, so that signing out, a new role or a removed membership hold at once.
 */
import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import { openSession, type Session } from '#domain/access/open-session.ts'
import { env } from '#lib/env.ts'
import { PATH_HEADER, signInPath } from './return-path.ts'
import { SESSION_COOKIE, SESSION_COOKIE_OPTIONS } from './session-cookie.ts'

const secret = env.auth.secret

export const readSessionId = cache(async (): Promise<string | null> => {
  const cookie = (await cookies()).get(SESSION_COOKIE)?.value
  if (!cookie) return null
  const token = await decode({ token: cookie, secret }).catch(() => null)
  return typeof token?.sid === 'string' ? token.sid : null
})

export const readSession = cache(async (): Promise<Session | null> => {
  const id = await readSessionId()
  return id ? openSession(id) : null
})

/** For pages: those who are not signed in go to sign in, and come back. */
export async function requireSession(): Promise<Session> {
  const session = await readSession()
  if (!session) redirect(signInPath((await headers()).get(PATH_HEADER)))
  return session
}

export async function writeSessionCookie(sessionId: string, expiresAt: Date): Promise<void> {
  const maxAge = Math.max(1, Math.floor((expiresAt.getTime() - Date.now()) / 1000))
  const token = await encode({ token: { sid: sessionId }, secret, maxAge })
  const jar = await cookies()
  jar.set(SESSION_COOKIE, token, { ...SESSION_COOKIE_OPTIONS, expires: expiresAt })
}

export async function clearSessionCookie(): Promise<void> {
  const jar = await cookies()
  jar.set(SESSION_COOKIE, '', { ...SESSION_COOKIE_OPTIONS, maxAge: 0 })
}
