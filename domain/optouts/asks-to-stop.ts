/**
 * Whether somebody asks for messages to end without one of the keywords: “please quit texting me”. A guess that a person judges: it would
 * rather flag one too many than miss one.
 */
import { plainWords } from './plain-words.ts'
import { NOT_MEANT, ONLY_SOUNDS, STOP_PHRASES } from './stop-phrases.ts'

/** `phrase`: the words that triggered it, as they were understood. */
export type Asking = { reason: string; phrase: string }

const LONGEST_PHRASE = 120

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
  return null
}
