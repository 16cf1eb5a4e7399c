import { hash, verify } from '@node-rs/argon2'

/** argon2id with 19 MiB and two passes: the floor that OWASP names. About 20 ms on one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const MIN_PASSWORD = 10
export const MAX_PASSWORD = 200

/** What is wrong with a new password, or null. Length is what counts; the rest only keeps out the first guesses. */
export function passwordProblem(password: string, ...own: string[]): string | null {
  if (password.length > MAX_PASSWORD) return `A password has at most ${MAX_PASSWORD} characters.`
  if ([...password].length < MIN_PASSWORD)
    return `A password has at least ${MIN_PASSWORD} characters. Four words that nobody would put together make a good one.`
  if (new Set(password).size < 4)
    return 'This repeats the same few characters. Choose something that is harder to guess.'
  const plain = password.toLowerCase()
  if (own.some((word) => word.length > 3 && plain.includes(word.toLowerCase())))
    return 'This contains your name or e-mail address. Choose something that is harder to guess.'
  if (
    /^(.{0,3})(password|passwort|qwerty|qwertz|letmein|iloveyou|welcome|longcode|abcdefghij|1234567890|0123456789)(.{0,4})$/.test(
      plain,
    )
  )
    return 'This is among the first guesses. Choose something that is harder to guess.'
  return null
}

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST)
}

/** A hash that no password has, so that an unknown e-mail costs as long as a wrong password. */
const nobody = hash(crypto.randomUUID(), COST)

export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  const right = await verify(stored ?? (await nobody), password.normalize('NFKC'))
  return right && stored !== null
}
