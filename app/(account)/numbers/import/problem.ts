/** What was wrong with a file travels in the address to the form, signed: nobody else can put words there. */
import type { UploadProblem } from '#app/_web/read-upload.ts'
import { readSigned, sign } from '#lib/seal.ts'

export const IMPORT_PATH = '/numbers/import'
export const MOST_FILE_BYTES = 20_000_000

export const UPLOAD_SENTENCES: Record<UploadProblem, string> = {
  too_large: `The file is larger than ${MOST_FILE_BYTES / 1_000_000} MB. Split it.`,
  nothing: 'Choose a file first.',
  unreadable: 'The file did not arrive whole. Try again.',
  busy: 'Other files are being read just now. Try again in a minute.',
}

const PURPOSE = 'problem of an import'

export function signProblem(sentence: string): string {
  return sign(PURPOSE, sentence)
}

export function readProblem(signed: string | string[] | undefined): string | null {
  return typeof signed === 'string' ? readSigned(PURPOSE, signed) : null
}
