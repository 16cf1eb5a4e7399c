/** What was wrong with a file travels in the address to the form, signed: nobody else can put words there. */
import { readSigned, sign } from '#lib/seal.ts'

export const IMPORT_PATH = '/numbers/import'
export const MOST_FILE_BYTES = 20_000_000

const PURPOSE = 'problem of an import'

export function signProblem(sentence: string): string {
  return sign(PURPOSE, sentence)
}

export function readProblem(signed: string | string[] | undefined): string | null {
  return typeof signed === 'string' ? readSigned(PURPOSE, signed) : null
}
