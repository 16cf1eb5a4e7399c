/** Carries something short-lived through a browser: a sign-in between its two steps, a challenge, a journey to the identity provider. */
import 'server-only'
import { cookies } from 'next/headers'
import { SESSION_COOKIE_OPTIONS, TICKET_COOKIE } from './session-cookie.ts'

const SECONDS = 600

export async function readTicketCookie(): Promise<string> {
  return (await cookies()).get(TICKET_COOKIE)?.value ?? ''
}

export async function writeTicketCookie(token: string): Promise<void> {
  const jar = await cookies()
  jar.set(TICKET_COOKIE, token, { ...SESSION_COOKIE_OPTIONS, maxAge: SECONDS })
}

export async function clearTicketCookie(): Promise<void> {
  const jar = await cookies()
  jar.set(TICKET_COOKIE, '', { ...SESSION_COOKIE_OPTIONS, maxAge: 0 })
}
