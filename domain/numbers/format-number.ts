/** `+12065550142` → `(206) 555-0142`. */
export function formatNumber(e164: string): string {
  const match = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164)
  return match ? `(${match[1]}) ${match[2]}-${match[3]}` : e164
}

const NAMED = 5

/** `(206) 555-0142, (206) 555-0143 and 12 more`. */
export function nameNumbers(numbers: readonly string[]): string {
  const named = numbers.slice(0, NAMED).map(formatNumber)
  const rest = numbers.length - named.length
  if (rest > 0) return `${named.join(', ')} and ${rest} more`
  return named.length > 1 ? `${named.slice(0, -1).join(', ')} and ${named.at(-1)}` : (named[0] ?? '')
}
