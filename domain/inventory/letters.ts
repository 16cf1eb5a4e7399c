/** Letters on the keys: `PIZZA` is 74992. */
const KEYS = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']
const DIGIT = new Map(KEYS.flatMap((letters, at) => [...letters].map((letter) => [letter, String(at + 2)] as const)))

/** The digits of what was written, letters by their keys; everything else is left out. */
export function digitsOf(written: string): string {
  return [...written.toLowerCase()].map((char) => DIGIT.get(char) ?? (/\d/.test(char) ? char : '')).join('')
}

/** The letters of what was written, or null when it holds none. */
export function lettersOf(written: string): string | null {
  const word = [...written.toUpperCase()].filter((char) => DIGIT.has(char.toLowerCase())).join('')
  return word || null
}

/** `+12067499201` with `pizza` → `1-206-PIZZA-201`… with the letters where their keys stand; null where they stand nowhere. */
export function spellWith(e164: string, word: string): string | null {
  const digits = e164.slice(1)
  const at = digits.indexOf(digitsOf(word), 1)
  if (at < 0) return null
  const spelled = digits.slice(0, at) + word.toUpperCase() + digits.slice(at + word.length)
  return cuts(at, at + word.length)
    .map(([from, to]) => spelled.slice(from, to))
    .join('-')
}

/** Groups 1-206-749-9201 as people read it, and never inside the word. */
function cuts(first: number, last: number): [number, number][] {
  const stops = [1, 4, 7].filter((stop) => stop <= first || stop >= last)
  const all = [...new Set([0, ...stops, ...(first > 1 ? [first] : []), last, 11])].sort((one, other) => one - other)
  return all.slice(1).map((stop, index) => [all[index] ?? 0, stop])
}
