/**
 * Whether somebody asks for messages to end without one of the keywords: “please quit texting me”. A guess that a person judges: it would
 * rather flag one too many than miss one.
 */
import { plainWords } from './plain-words.ts'
import { NOT_MEANT, ONLY_SOUNDS, STOP_PHRASES } from './stop-phrases.ts'

/** `phrase`: the words that triggered it, as they were understood. */
export type Asking = { reason: string; phrase: string }

const LONGEST_PHRASE = 120

/** Written large in the midst of small letters it is meant as the keyword. */
const LARGE = /(?<![A-Z] )\b(?:STOP|UNSUBSCRIBE|QUIT|REVOKE|OPT[ -]?OUT)\b(?! (?:by|sign|light|at|in) ?\b)/
const SMALL = /[a-z]{2}/

export function asksToStop(text: string): Asking | null {
  const said = ONLY_SOUNDS.reduce((so, sounds) => so.replace(sounds, ' '), plainWords(text))
    .replace(/\s+/g, ' ')
    .trim()
  if (NOT_MEANT.some((pattern) => pattern.test(said))) return null
  for (const { reason, patterns } of STOP_PHRASES) {
    for (const pattern of patterns) {
      const found = pattern.exec(said)?.[0]
      if (found) return { reason, phrase: found.replaceAll(' .', '.').trim().slice(0, LONGEST_PHRASE) }
    }
  }
  const large = SMALL.test(text) ? LARGE.exec(text.slice(0, 1_000)) : null
  return large ? { reason: 'Says STOP, with other words around it', phrase: large[0] } : null
}
