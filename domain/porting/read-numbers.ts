/** Numbers as somebody pastes them: from a spreadsheet, a mail, an invoice. One a line, or parted by commas, semicolons or tabs. */
import { type ParsedNumber, parseNumber } from '#domain/numbers/nanp.ts'

export type ReadNumber = { written: string; parsed: ParsedNumber }

/** What one form or call may bring. */
export const MOST_NUMBERS = 100
const MOST_CHARACTERS = 20_000

/** Each number once, in the order it came; what is no number comes back as it was written. */
export function readNumbers(text: string): ReadNumber[] {
  return dedupe(
    text
      .slice(0, MOST_CHARACTERS)
      .split(/[\n\r,;\t|]+/)
      .flatMap(parts),
  )
}

export function readList(written: readonly string[]): ReadNumber[] {
  return dedupe(written)
}

/** A line that is one number as it stands is one; else two spaces or a slash part several. */
function parts(line: string): string[] {
  const text = line.trim()
  if (text === '' || parseNumber(text).ok) return [text]
  const pieces = text.split(/\s{2,}|\s*\/\s*/)
  if (pieces.length > 1) return pieces
  const words = text.split(/\s+/)
  return words.length > 1 && words.every((word) => parseNumber(word).ok) ? words : [text]
}

function dedupe(written: readonly string[]): ReadNumber[] {
  const seen = new Map<string, ReadNumber>()
  for (const one of written) {
    const text = one.trim()
    if (text === '') continue
    const parsed = parseNumber(text)
    const key = parsed.ok ? parsed.e164 : text
    if (!seen.has(key)) seen.set(key, { written: text.slice(0, 60), parsed })
  }
  return [...seen.values()]
}
