/** The session cookie: next-auth's name and form, but all it holds is the id of our own session row. */
import { env } from '#lib/env.ts'

export const secure = env.portal.url.startsWith('https:')

/** `__Host-` binds the cookie to this host, this path and TLS; a browser refuses it on plain http. */
export const SESSION_COOKIE = secure ? '__Host-next-auth.session-token' : 'next-auth.session-token'

export const SESSION_COOKIE_OPTIONS = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
