const LONGEST = 60

/**
 * A name that a stranger typed, for a letter to somebody else: short, and with nothing in it that a mail program would turn into a
 * link of the stranger's. `Harbor Dental, Inc.` stays as it is; `win at evil.example/x` becomes `win at evil example x`.
 */
export function quoteName(name: string): string {
  const plain = name
    .replace(/\.(?=\S)|[:/\\@<>[\]{}|`"#?=%]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = [...plain]
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : plain
}
