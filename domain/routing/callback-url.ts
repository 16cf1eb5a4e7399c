/** What may stand as an SMS request URL or a receipt callback. Where its name leads is checked when it is called; the rest of it here, too. */
import { judgeTarget } from '#lib/guarded-target.ts'

const MAX_LENGTH = 2000

export function parseCallbackUrl(text: string): { ok: true; url: string } | { ok: false; problem: string } {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return { ok: false, problem: 'Write a whole address that starts with https:// or http://.' }
  }
  if (url.username || url.password)
    return {
      ok: false,
      problem: 'An address may not hold a user name or password. Put a token into the path or query.',
    }
  if (url.href.length > MAX_LENGTH)
    return { ok: false, problem: `The address is longer than ${MAX_LENGTH} characters.` }
  const refused = judgeTarget(url)
  return refused ? { ok: false, problem: refused.sentence } : { ok: true, url: url.href }
}
