/**
 * Names of people and accounts: what somebody typed, shown to others, in tables, mails and the audit log. Any script is welcome;
 * what cannot be seen is not: a character that turns the line around makes one name look like another, or like our own words.
 */
const MAX_LENGTH = 100
/** Control, format (bidi and zero width), surrogates, private use and unassigned; line ends; and letters that show nothing. */
export const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u
/** Emoji end in this one, which only says "in colour". */
export const EMOJI_STYLE = /(?<=\p{Extended_Pictographic})\uFE0F/gu
const PILED_MARKS = /\p{M}{5}/u

export type ParsedName = { ok: true; name: string } | { ok: false; problem: string }

export function parsePlainName(text: string): ParsedName {
  if (text.length > 10 * MAX_LENGTH) return tooLong()
  const name = text.normalize('NFKC').replace(EMOJI_STYLE, '').trim().replace(/ {2,}/g, ' ')
  if (name === '') return { ok: false, problem: 'Write a name.' }
  if ([...name].length > MAX_LENGTH) return tooLong()
  if (UNSEEN.test(name))
    return {
      ok: false,
      problem:
        'This holds characters that cannot be seen, such as a line break or a mark that turns the text around. Type the name again.',
    }
  if (PILED_MARKS.test(name)) return { ok: false, problem: 'This piles up accents and marks. Type the name again.' }
  if (!/[\p{L}\p{N}]/u.test(name)) return { ok: false, problem: 'A name has at least one letter or digit.' }
  return { ok: true, name }
}

function tooLong(): ParsedName {
  return { ok: false, problem: `A name has at most ${MAX_LENGTH} characters.` }
}
