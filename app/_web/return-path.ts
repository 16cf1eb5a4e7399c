/** Set by proxy.ts: the path and query that were asked for. */
export const PATH_HEADER = 'x-longcode-path'

const NOWHERE = 'http://nowhere.invalid'

/** Where to go after signing in. Only a path of this portal: never another host, never the sign-in page itself. */
export function safeReturnPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || !URL.canParse(wanted, NOWHERE)) return '/'
  const url = new URL(wanted, NOWHERE)
  if (
    url.origin !== NOWHERE ||
    /^\/(sign-in|sign-up|reset-password)/.test(url.pathname) ||
    url.pathname.startsWith('//')
  )
    return '/'
  return url.pathname + url.search
}

export function signInPath(from: string | null): string {
  const back = safeReturnPath(from)
  return back === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(back)}`
}
