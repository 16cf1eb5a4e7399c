/** What came of a file travels in the address to the page, signed: nobody else can put words there. */
import type { UploadProblem } from '#app/_web/read-upload.ts'
import type { ImportReport } from '#domain/optouts/import-opt-outs.ts'
import { readSigned, sign } from '#lib/seal.ts'

export const MOST_FILE_BYTES = 2_000_000
/** An address holds no more lines than these; the rest are counted. */
const MOST_SHOWN = 20

export const UPLOAD_SENTENCES: Record<UploadProblem, string> = {
  too_large: `The file is larger than ${MOST_FILE_BYTES / 1_000_000} MB. Split it.`,
  nothing: 'Choose a file first.',
  unreadable: 'The file did not arrive whole. Try again.',
  busy: 'Other files are being read just now. Try again in a minute.',
}

const PURPOSE = 'news of an import of opt-outs'

export type UploadNews =
  | { problem: string }
  | { added: number; already: number; wrong: number; lines: { line: number; problem: string }[] }

export function signReport({ added, already, problems }: ImportReport): string {
  return signNews({ added, already, wrong: problems.length, lines: problems.slice(0, MOST_SHOWN) })
}

export function signNews(news: UploadNews): string {
  return sign(PURPOSE, JSON.stringify(news))
}

export function readUploadNews(given: Record<string, string | string[] | undefined>): UploadNews | null {
  const value = typeof given.news === 'string' ? readSigned(PURPOSE, given.news) : null
  return value === null ? null : JSON.parse(value)
}
