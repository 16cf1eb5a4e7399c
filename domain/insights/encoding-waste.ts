/**
 * What a UCS-2 text would have cost in GSM-7: each character outside the alphabet is replaced by what a reader takes for the same, and
 * emoji are left out. A text of another script has no such words, so it wastes nothing.
 */
import { segment } from '#domain/messages/segments.ts'
import { outsideGsm7, septets } from '#lib/gsm7.ts'

export const EMOJI = 'emoji'
export const OTHER = 'other'

/** Few, since each has a row a day: what is neither here, nor a letter with an accent, nor an emoji, is `other`. */
const REPLACEMENTS: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  '´': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '…': '...',
  '•': '*',
  '·': '.',
  '×': 'x',
  '÷': '/',
  '→': '->',
  '™': '(TM)',
  '®': '(R)',
  '©': '(C)',
  '½': '1/2',
  '¼': '1/4',
  '¾': '3/4',
  '°': ' deg',
  '\u00a0': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '\u2009': ' ',
  '\u200a': ' ',
  '\u202f': ' ',
  '\t': ' ',
  '\u00ad': '',
  '\u200b': '',
  '\u200c': '',
  '\u2060': '',
  '\ufeff': '',
}

/** Also what joins and colours them: a family of four is one emoji to whoever reads it. */
const EMOJI_PART =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0e|\ufe0f|\u20e3|[\u{e0020}-\u{e007f}]/u

export type Judged = { parts: number; characters: string[] }

/** The parts of its words in GSM-7 (as many as it has, where there are none), and what keeps it out: each once. */
export function judgeEncoding(body: string, parts: number): Judged {
  const outside = outsideGsm7(body)
  const characters = [...new Set(outside.map(nameOf))]
  if (characters.includes(OTHER)) return { parts, characters }
  const replaced = [...body]
    .map((character) => (outside.includes(character) ? replacementOf(character) : character))
    .join('')
  // Fewer septets than none is no message: an emoji alone has no other words.
  if (replaced.trim() === '' || septets(replaced) === null) return { parts, characters }
  return { parts: Math.min(parts, segment(replaced).parts.length), characters }
}

/** What to write instead, for whoever asks how to avoid it: null when there is nothing. */
export function suggestionFor(name: string): string | null {
  if (name === OTHER) return null
  return name === EMOJI ? '' : replacementOf(name)
}

function nameOf(character: string): string {
  if (character in REPLACEMENTS) return character
  if (EMOJI_PART.test(character)) return EMOJI
  return plainLetter(character) === null ? OTHER : character
}

function replacementOf(character: string): string {
  return REPLACEMENTS[character] ?? plainLetter(character) ?? ''
}

/** `á` → `a`, `Č` → `C`: a Latin letter without what stands above or below it. */
function plainLetter(character: string): string | null {
  const [letter = ''] = character.normalize('NFD')
  return /^[A-Za-z]$/.test(letter) && letter !== character ? letter : null
}
