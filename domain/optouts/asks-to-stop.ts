/**
 * Whether somebody asks for messages to end without one of the keywords: “please quit texting me”. A guess that a person judges: it would
 * rather flag one too many than miss one. Patterns know how people ask; learned weights know which words go with asking. Either may
 * be outvoted by the other: strangers ask in ways no pattern foresaw, and “stop the newspaper” looks like asking.
 */
import { plainWords } from './plain-words.ts'
import { NOT_MEANT, ONLY_SOUNDS, STOP_PHRASES } from './stop-phrases.ts'
import { weigh } from './weigh-words.ts'

/** `phrase`: the words that triggered it, as they were understood. */
export type Asking = { reason: string; phrase: string }

const LONGEST_PHRASE = 120
/** What a pattern counts for beside the words. The smallest by which 97 % are found of the first two open sets, each judged by what the others teach. */
export const PATTERN = 3
/** Words alone must speak clearly: most texts ask for nothing. */
export const ALONE = -0.6
/** Of a longer text the words about what was found are weighed, else its beginning would outvote its end. */
const BEFORE = 120

/** Written large in the midst of small letters it is meant as the keyword. */
const LARGE = /(?<![A-Z] )\b(?:STOP|UNSUBSCRIBE|QUIT|REVOKE|OPT[ -]?OUT)\b(?! (?:by|sign|light|at|in) ?\b)/
const SMALL = /[a-z]{2}/

/** `late`: the words about what was found, where that is far from the beginning. */
type Found = Asking & { late: string | null }

export function asksToStop(text: string): Asking | null {
  const plain = plainWords(text)
  const found = findPhrase(text, plain)
  if (found === 'contrary') return null
  const { sum, words } = weigh(found?.late ?? plain)
  if (sum + (found ? PATTERN : ALONE) <= 0) return null
  if (found) return { reason: found.reason, phrase: found.phrase }
  const phrase = words.map((word) => `“${word}”`).join(', ')
  return { reason: 'People who write these words mostly ask for an end', phrase: phrase.slice(0, LONGEST_PHRASE) }
}

/** `contrary`: “please don't stop”, which no weight outvotes. */
export function findPhrase(text: string, plain: string): Found | 'contrary' | null {
  const said = ONLY_SOUNDS.reduce((so, sounds) => so.replace(sounds, ' '), plain)
    .replace(/\s+/g, ' ')
    .trim()
  if (NOT_MEANT.some((pattern) => pattern.test(said))) return 'contrary'
  for (const { reason, patterns } of STOP_PHRASES) {
    for (const pattern of patterns) {
      const found = pattern.exec(said)
      if (!found?.[0]) continue
      const late = found.index > BEFORE ? said.slice(found.index - BEFORE / 2) : null
      return { reason, phrase: found[0].replaceAll(' .', '.').trim().slice(0, LONGEST_PHRASE), late }
    }
  }
  const start = text.slice(0, 1_000)
  const large = SMALL.test(start) ? LARGE.exec(start) : null
  if (!large) return null
  const late = large.index > BEFORE ? plainWords(start.slice(large.index - BEFORE / 2)) : null
  return { reason: 'Says STOP, with other words around it', phrase: large[0], late }
}
