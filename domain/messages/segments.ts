import { outsideGsm7, septets, septetsAt } from '#lib/gsm7.ts'
import type { Encoding } from './carrier.ts'

/** What one message may have; the verb that accepts it refuses more. */
export const MAX_PARTS = 10

const LIMITS = { gsm7: { alone: 160, each: 153 }, ucs2: { alone: 70, each: 67 } } as const satisfies Record<
  Encoding,
  { alone: number; each: number }
>

export type Segments = {
  encoding: Encoding
  /** What each part carries; joined they are the text. */
  parts: string[]
  /** Code points, as a person would count most of them. */
  characters: number
  /** Septets, or UTF-16 units. */
  units: number
  /** The characters that forced UCS-2, each once. */
  forcedBy: string[]
}

/** How a text travels. An extension character or a surrogate pair is never cut; an emoji of several code points may be. */
export function segment(text: string): Segments {
  const inSeptets = septets(text)
  const encoding = inSeptets === null ? 'ucs2' : 'gsm7'
  const units = inSeptets ?? text.length
  const limit = LIMITS[encoding]
  return {
    encoding,
    parts: units <= limit.alone ? [text] : cut(text, encoding, limit.each),
    characters: inSeptets === null ? [...text].length : text.length,
    units,
    forcedBy: inSeptets === null ? outsideGsm7(text) : [],
  }
}

function cut(text: string, encoding: Encoding, limit: number): string[] {
  const parts: string[] = []
  let start = 0
  let at = 0
  let filled = 0
  for (const character of text) {
    const cost = encoding === 'gsm7' ? septetsAt(character, 0) : character.length
    if (filled + cost > limit) {
      parts.push(text.slice(start, at))
      start = at
      filled = 0
    }
    filled += cost
    at += character.length
  }
  parts.push(text.slice(start))
  return parts
}
