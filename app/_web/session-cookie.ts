/** The session cookie: next-auth's name and form, but all it holds is the id of our own session row. */
import { env } from '#lib/env.ts'

export const secure = env.portal.url.startsWith('https:')

/** `__Host-` binds the cookie to this host, this path and TLS; a browser refuses it on plain http. */
const prefix = secure ? '__Host-' : ''

export const SESSION_COOKIE = `${prefix}next-auth.session-token`
/** Says that somebody has signed in here before; opens nothing. */
export const DEVICE_COOKIE = `${prefix}longcode.device`
/** Carries a sign-in from the password to the second step, and a journey to the identity provider. */
export const TICKET_COOKIE = `${prefix}longcode.ticket`

export const SESSION_COOKIE_OPTIONS = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
