/** What an account says of its numbers: names and tags, however they were typed. */
import { EMOJI_STYLE, UNSEEN } from '#lib/plain-name.ts'
import { invalid, type Refusal } from '#lib/refusals.ts'

export const MAX_ALIAS = 64
export const MAX_TAG = 32
export const MAX_TAGS = 20

type Parsed<T> = ({ ok: true } & T) | { ok: false; problem: string }

/** Nothing, or only spaces: no alias. */
export function parseAlias(text: string): Parsed<{ alias: string | null }> {
  const alias = text.trim()
  // A mark that turns the line around would make one alias look like another, as in names.
  if (UNSEEN.test(alias.replace(EMOJI_STYLE, '')))
    return { ok: false, problem: 'An alias is one line of text without characters that cannot be seen.' }
  if ([...alias].length > MAX_ALIAS) return { ok: false, problem: `An alias has at most ${MAX_ALIAS} characters.` }
  return { ok: true, alias: alias || null }
}

/** `Front desk; Berlin` and `front desk, berlin` are the same two tags: in lower case, each once, sorted. */
export function parseTags(text: string): Parsed<{ tags: string[] }> {
  const tags = [...new Set(text.split(/[,;\n]/).map((tag) => tag.trim().replace(/\s+/g, ' ').toLowerCase()))].filter(
    Boolean,
  )
  const wrong = tags.find((tag) => [...tag].length > MAX_TAG || !/^[\p{L}\p{M}\p{N} _.:/#&+-]+$/u.test(tag))
  if (wrong !== undefined)
    return {
      ok: false,
      problem: `A tag has at most ${MAX_TAG} letters, digits, spaces and _ . : / # & + -; “${wrong.slice(0, 40)}” is none.`,
    }
  if (tags.length > MAX_TAGS) return { ok: false, problem: `A number has at most ${MAX_TAGS} tags.` }
  return { ok: true, tags: tags.sort() }
}

export function readAlias(text: string, field = 'alias'): string | null {
  const parsed = parseAlias(text)
  if (!parsed.ok) throw invalid({ [field]: parsed })
  return parsed.alias
}

export function readTags(text: string, field = 'tags'): string[] {
  const parsed = parseTags(text)
  if (!parsed.ok) throw invalid({ [field]: parsed })
  return parsed.tags
}

export function tooManyTags(): Refusal {
  return invalid({ tags: `A number has at most ${MAX_TAGS} tags, and this one would have more.` })
}
