/**
 * E-mail addresses as people sign in with them. Normalised (NFKC) first, so that full-width letters and the like are what they
 * look like; after that letters from other scripts are refused: an address that only looks like somebody's must not become a person's.
 */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/
const MAX_LENGTH = 254
const MAX_LOCAL = 64

export type ParsedEmail = { ok: true; email: string } | { ok: false; problem: string }

export function parseEmail(text: string): ParsedEmail {
  if (text.length > 4 * MAX_LENGTH)
    return { ok: false, problem: `An e-mail address has at most ${MAX_LENGTH} characters.` }
  const email = text.normalize('NFKC').trim().toLowerCase()
  if (email.length > MAX_LENGTH)
    return { ok: false, problem: `An e-mail address has at most ${MAX_LENGTH} characters.` }
  const at = email.lastIndexOf('@')
  const [local, domain] = [email.slice(0, Math.max(0, at)), email.slice(at + 1)]
  // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII is exactly what is asked for
  if (at > 0 && /[^\x00-\x7f]/.test(email))
    return {
      ok: false,
      problem:
        'Write the address in plain letters (a to z), digits and signs; a domain of another script in its xn-- form.',
    }
  if (local.length > MAX_LOCAL || !LOCAL.test(local) || !DOMAIN.test(domain))
    return { ok: false, problem: 'Write a whole e-mail address, such as you@example.com.' }
  return { ok: true, email }
}
