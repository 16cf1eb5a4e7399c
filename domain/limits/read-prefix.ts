/** `+1 (268) 555` → `+1268555`; null for what is not +1 and one to ten digits. */
export function readPrefix(typed: string): string | null {
  if (typed.length > 40) return null
  const text = typed.replace(/[\s().-]/g, '')
  return /^\+1\d{1,10}$/.test(text) ? text : null
}

export const PREFIX_PROBLEM = 'A prefix is +1 and one to ten digits, such as +1268.'
