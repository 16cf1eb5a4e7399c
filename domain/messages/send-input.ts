/** What a message needs before it may be accepted: parsed, normalised, counted. Nothing here asks the database. */
import { type NumberKind, parseNumber } from '#domain/numbers/nanp.ts'
import { parseCallbackUrl } from '#domain/routing/callback-url.ts'
import { PARTY_SENTENCES, partyProblem } from '#domain/routing/parties.ts'
import { type FieldErrors, Refusal } from '#lib/refusals.ts'
import type { Encoding } from './carrier.ts'
import { MAX_PARTS, segment } from './segments.ts'

export type SendInput = {
  from: string
  to: string
  body: string
  encoding: Encoding
  parts: number
  numberKind: NumberKind
  dlrCallback: string | null
  /** A word of the sender's own, for reports alone. */
  tag: string | null
}

const MOST_TAG = 64

/** As it came from a client or a form: nothing is believed. `content` is the v2 clients' name for `body`. */
export type RawSendInput = Partial<
  Record<'from' | 'to' | 'body' | 'content' | 'media_urls' | 'is_mms' | 'dlr_callback' | 'tag', unknown>
>

/** Throws `invalid` with every field that is wrong (contract section 2), `sender_not_yours` for names, `mms_not_supported` (F10). */
export function parseSendInput(raw: RawSendInput): SendInput {
  if (wantsMms(raw)) throw new Refusal('mms_not_supported')
  const fields: FieldErrors = {}
  const from = readNumber(raw.from, 'from', fields)
  const to = readNumber(raw.to, 'to', fields)
  const body = readBody(raw.body ?? raw.content, fields)
  const dlrCallback = readCallback(raw.dlr_callback, fields)
  const tag = readTag(raw.tag, fields)
  const problem = from && to && partyProblem(from.e164, to.e164)
  if (problem) fields.to = [PARTY_SENTENCES[problem]]
  const counted = segment(body)
  if (counted.parts.length > MAX_PARTS) {
    fields.body = [`The text needs ${counted.parts.length} parts; a message has at most ${MAX_PARTS}.`]
  }
  if (!from || !to || Object.keys(fields).length > 0) throw new Refusal('invalid', { fields })
  return {
    from: from.e164,
    to: to.e164,
    body,
    encoding: counted.encoding,
    parts: counted.parts.length,
    numberKind: from.kind,
    dlrCallback,
    tag,
  }
}

function wantsMms(raw: RawSendInput): boolean {
  const media = raw.media_urls
  return raw.is_mms === true || raw.is_mms === 'true' || (Array.isArray(media) ? media.length > 0 : Boolean(media))
}

function readNumber(
  value: unknown,
  field: 'from' | 'to',
  fields: FieldErrors,
): { e164: string; kind: NumberKind } | null {
  if (typeof value !== 'string' || value.trim() === '') {
    fields[field] = [
      value === undefined || value === null || value === '' ? 'This field is required.' : 'Must be a string.',
    ]
    return null
  }
  const number = parseNumber(value.slice(0, 64))
  if (number.ok) return number
  // Spoofing a name is not a typing mistake: the contract answers 403 (rule F9).
  if (number.problem === 'alphanumeric' && field === 'from') {
    throw new Refusal('sender_not_yours', { places: { from: value.slice(0, 32) } })
  }
  fields[field] = [PARTY_SENTENCES[number.problem === 'short_code' ? 'short_code' : 'not_nanp']]
  return null
}

function readBody(value: unknown, fields: FieldErrors): string {
  if (typeof value !== 'string' || value === '') {
    fields.body = [
      value === undefined || value === null || value === '' ? 'This field is required.' : 'Must be a string.',
    ]
    return ''
  }
  if (value.includes('\0') || !value.isWellFormed()) {
    fields.body = ['The text holds a character that cannot be sent: a NUL or half of a surrogate pair.']
    return ''
  }
  return value
}

function readCallback(value: unknown, fields: FieldErrors): string | null {
  if (value === undefined || value === null || value === '') return null
  const parsed = typeof value === 'string' ? parseCallbackUrl(value) : null
  if (parsed?.ok) return parsed.url
  fields.dlr_callback = [parsed?.problem ?? 'Must be a string.']
  return null
}

function readTag(value: unknown, fields: FieldErrors): string | null {
  if (value === undefined || value === null || value === '') return null
  const tag = typeof value === 'string' ? value.trim() : ''
  if (tag !== '' && tag.length <= MOST_TAG && tag.isWellFormed() && !/\p{Cc}/u.test(tag)) return tag
  fields.tag = [`Must be a text of 1 to ${MOST_TAG} characters on one line.`]
  return null
}
