/** What the learned weights are of: words, pairs of words, and the letters inside a word, so that a word misspelt still counts for something. */

/** More words than a request to stop has; it bounds the time a text takes. */
const MOST_WORDS = 40

/** Every sign of `plain` (from `plainWords`) once, with the words it was seen in. */
export function signsOf(plain: string): Map<string, string> {
  const words = plain.split(' ', MOST_WORDS)
  const signs = new Map<string, string>()
  let before = '.'
  for (const word of words) {
    signs.set(`${before} ${word}`, before === '.' || word === '.' ? '' : `${before} ${word}`)
    before = word
    if (word === '.' || word.length > 20) continue
    signs.set(word, word)
    const padded = `<${word}>`
    for (let size = 3; size <= 5; size += 1)
      for (let at = 0; at + size <= padded.length; at += 1) {
        const letters = `~${padded.slice(at, at + size)}`
        if (!signs.has(letters)) signs.set(letters, word)
      }
  }
  return signs
}
