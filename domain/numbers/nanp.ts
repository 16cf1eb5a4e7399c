/** The North American Numbering Plan: what a number is, read from what people and clients write. */
import { countryOfAreaCode } from './area-codes.ts'

export type NumberKind = 'longcode' | 'toll_free'

export const TOLL_FREE_CODES = ['800', '833', '844', '855', '866', '877', '888'] as const
const TOLL_FREE: ReadonlySet<string> = new Set(TOLL_FREE_CODES)
const NANP = /^1([2-9][0-8][0-9])([2-9][0-9]{2})[0-9]{4}$/

export type ParsedNumber =
  | { ok: true; e164: string; kind: NumberKind }
  | { ok: false; problem: 'alphanumeric' | 'short_code' | 'not_nanp' }

/**
 * Reads `12065550142`, `+12065550142`, `2065550142`, `(206) 555-0142`, `206.555.0142` and their like.
 * Digits under seven are a short code; letters are an alphanumeric sender; all else that is no NANP number is foreign or wrong.
 */
export function parseNumber(written: string): ParsedNumber {
  const text = written.trim()
  if (/[a-z]/i.test(text)) return { ok: false, problem: 'alphanumeric' }
  if (!/^\+?[0-9 ().-]+$/.test(text)) return { ok: false, problem: 'not_nanp' }
  const digits = text.replace(/[^0-9]/g, '')
  if (!text.startsWith('+') && digits.length > 0 && digits.length <= 6) return { ok: false, problem: 'short_code' }
  const national = digits.length === 10 && !text.startsWith('+') ? `1${digits}` : digits
  const match = NANP.exec(national)
  const [, areaCode = '', exchange = ''] = match ?? []
  if (!match || areaCode.endsWith('11') || exchange.endsWith('11')) return { ok: false, problem: 'not_nanp' }
  return { ok: true, e164: `+${national}`, kind: TOLL_FREE.has(areaCode) ? 'toll_free' : 'longcode' }
}

/** Toll-free numbers exchange messages within the US and Canada only (rule F6); toll-free to toll-free is within. */
export function isUsOrCanada(e164: string): boolean {
  const areaCode = e164.slice(2, 5)
  const country = countryOfAreaCode(areaCode)
  return TOLL_FREE.has(areaCode) || country === 'US' || country === 'CA'
}

/** The ISO country of a geographic +1 number; null when its area code is not (yet) in the plan's data. */
export function countryOfNumber(e164: string): string | null {
  return countryOfAreaCode(e164.slice(2, 5))
}
