/**
 * Who is asking. The only file that knows next-auth: its encrypted cookie carries the id of a session row, and the row is
 * asked for on every request, so that signing out, a new role or a removed membership hold at once.
 */
import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import { newDevice } from '#domain/access/device.ts'
import { openPerson, type PersonSession, type Session, withAccount } from '#domain/access/open-session.ts'
import type { StartedSession } from '#domain/access/start-session.ts'
import { env } from '#lib/env.ts'
import { readCaller } from './caller.ts'
import { PATH_HEADER, signInPath } from './return-path.ts'
import { DEVICE_COOKIE, SESSION_COOKIE, SESSION_COOKIE_OPTIONS } from './session-cookie.ts'

const secret = env.auth.secret
const DEVICE_SECONDS = 365 * 24 * 3600

export const readSessionId = cache(async (): Promise<string | null> => {
  const cookie = (await cookies()).get(SESSION_COOKIE)?.value
  if (!cookie) return null
  const token = await decode({ token: cookie, secret }).catch(() => null)
  return typeof token?.sid === 'string' ? token.sid : null
})

/** Somebody who is signed in, also where no account is open to them. */
export const readPerson = cache(async (): Promise<PersonSession | null> => {
  const id = await readSessionId()
  return id ? openPerson(id, await readCaller()) : null
})

/** Somebody with an open account, or null. */
export const readSession = cache(async (): Promise<Session | null> => {
  const person = await readPerson()
  return person && withAccount(person)
})

/** For pages of a person: those who are not signed in go to sign in, and come back. */
export async function requirePerson(): Promise<PersonSession> {
  const person = await readPerson()
  if (!person) redirect(signInPath((await headers()).get(PATH_HEADER)))
  return person
}

/** For pages of an account. Whoever is signed in and barred is told why, and what opens it. */
export async function requireSession(): Promise<Session> {
  const session = withAccount(await requirePerson())
  if (!session) redirect('/closed')
  return session
}

export async function writeSessionCookie({ sessionId, expiresAt }: StartedSession): Promise<void> {
  const maxAge = Math.max(1, Math.floor((expiresAt.getTime() - Date.now()) / 1000))
  const token = await encode({ token: { sid: sessionId }, secret, maxAge })
  const jar = await cookies()
  jar.set(SESSION_COOKIE, token, { ...SESSION_COOKIE_OPTIONS, expires: expiresAt })
}

export async function clearSessionCookie(): Promise<void> {
  const jar = await cookies()
  jar.set(SESSION_COOKIE, '', { ...SESSION_COOKIE_OPTIONS, maxAge: 0 })
}

export async function readDeviceCookie(): Promise<string | null> {
  return (await cookies()).get(DEVICE_COOKIE)?.value ?? null
}

/** After a whole sign-in: this browser gets a bucket of tries of its own (`domain/access/limits.ts`). */
export async function writeDeviceCookie(email: string): Promise<void> {
  const jar = await cookies()
  jar.set(DEVICE_COOKIE, newDevice(email), { ...SESSION_COOKIE_OPTIONS, maxAge: DEVICE_SECONDS })
}
