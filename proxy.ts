/**
 * Headers for every page, and an early way to the sign-in page. Never the lock: each page, action and stream asks for the
 * session itself.
 */
import { type NextRequest, NextResponse } from 'next/server'
import { PATH_HEADER, signInPath } from '#app/_web/return-path.ts'
import { SESSION_COOKIE, secure } from '#app/_web/session-cookie.ts'
import { env } from '#lib/env.ts'

/** Set by next.config.js: `true` under `next dev`, whose reloading needs eval, inline styles and a socket. A text, so compare it. */
declare const RELOADING: string
const isReloading = String(RELOADING) === 'true'

const LIVE_STREAM = '/messages/live'

export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const path = pathname + search
  if (request.method === 'GET' && needsSession(pathname) && !request.cookies.has(SESSION_COOKIE)) {
    return NextResponse.redirect(new URL(signInPath(path), env.portal.url))
  }
  const policy = contentSecurityPolicy(Buffer.from(crypto.randomUUID()).toString('base64'))
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy) // Next reads the nonce from here.
  headers.set(PATH_HEADER, path)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()')
  // A compressor on the way would hold events back until its block is full.
  response.headers.set('cache-control', pathname === LIVE_STREAM ? 'no-store, no-transform' : 'no-store')
  if (secure) response.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains')
  return response
}

/** Where people arrive who are not signed in: to sign in or up, by a link in a mail, or to see prices. */
const OPEN = /^\/(sign-in|sign-up|reset-password|invitation|mailbox|too-large|pricing)(\/|$)/

function needsSession(pathname: string): boolean {
  // The stream answers 401 by itself: an EventSource cannot follow a redirect to a page.
  return !OPEN.test(pathname) && pathname !== LIVE_STREAM
}

/** Without JavaScript the form that pays is answered with the way to Stripe, and browsers ask this rule about that as well. */
const paymentPage = env.stripe ? ` ${new URL(env.stripe.apiUrl ?? 'https://checkout.stripe.com').origin}` : ''

function contentSecurityPolicy(nonce: string): string {
  const rules = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isReloading ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isReloading ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isReloading ? ' ws:' : ''}`,
    "manifest-src 'self'",
    `form-action 'self'${paymentPage}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return rules.join('; ')
}

// What passes here is held in memory whole, and cut off at ten megabytes: uploads of files go by, and ask for session and origin themselves.
// So do the documents of port orders: what is served there has stricter headers of its own (`app/_web/attachment.ts`).
export const config = {
  matcher: [
    '/((?!_next/static/|_next/image$|favicon\\.svg$|tape\\.svg$|numbers/import/upload$|numbers/porting/[^/]+/(?:documents(?:/[^/]+)?|loa)/?$).*)',
  ],
}
