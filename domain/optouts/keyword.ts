/** Whether a whole message is one of the words that end, resume or explain. `STOP PLEASE` is none: a person looks at it (`asks-to-stop.ts`). */

/** `yes` resumes only what has ended: it is an answer to much else. */
export type Keyword = 'stop' | 'start' | 'yes' | 'help'

const WORDS: Record<string, Keyword> = {
  STOP: 'stop',
  STOPALL: 'stop',
  'STOP ALL': 'stop',
  UNSUBSCRIBE: 'stop',
  CANCEL: 'stop',
  END: 'stop',
  QUIT: 'stop',
  REVOKE: 'stop',
  OPTOUT: 'stop',
  'OPT OUT': 'stop',
  START: 'start',
  UNSTOP: 'start',
  YES: 'yes',
  HELP: 'help',
  INFO: 'help',
}

const STOP_WORDS = Object.keys(WORDS).filter((word) => WORDS[word] === 'stop')
export const STOP_LIST = STOP_WORDS.join(', ')

/** Longer is no keyword, whatever stands around it. */
const LONGEST = 60

/** In any case and alone: blanks, quotes, marks and emoji around it do not count, nor whether OPT-OUT has its hyphen. */
export function readKeyword(body: string): Keyword | null {
  const trimmed = body.trim()
  if (trimmed.length > LONGEST) return null
  const words = trimmed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/[\s-]+/gu, ' ')
    .toUpperCase()
  return Object.hasOwn(WORDS, words) ? (WORDS[words] ?? null) : null
}
