/**
 * Clients of the contract lie about content types (contract section 10), so the bytes decide: what starts like JSON is JSON,
 * what looks like a form is a form, nothing is nothing.
 */
import { Refusal } from '#lib/refusals.ts'

export type Body = Record<string, unknown>

export function readBody(bytes: Buffer | string | undefined): Body {
  const text = (bytes ?? '')
    .toString()
    .replace(/^\uFEFF/, '')
    .trim()
  if (text === '') return {}
  if (/^[[{"]/.test(text)) return readJson(text)
  if (/^[^\s={}[\]"<>]+=/.test(text)) return readForm(text)
  throw new Refusal('malformed', { places: { why: 'it begins like neither.' } })
}

/** As the .NET client asks for portability: a JSON string that holds JSON, in single quotes (contract section 10). */
export function readQuotedBody(bytes: Buffer | string | undefined): Body {
  const quoted = tryJson((bytes ?? '').toString().trim())
  if (typeof quoted !== 'string') return readBody(bytes)
  const value = tryJson(quoted) ?? tryJson(quoted.replaceAll("'", '"'))
  if (isObject(value)) return value
  throw new Refusal('invalid', { fields: { numbers: ['Must be a JSON object with numbers, not a text.'] } })
}

function readJson(text: string): Body {
  // The Ruby SDK writes its callbacks as `{:callback_url=>"http…"}`.
  const value = tryJson(text) ?? tryJson(text.replace(/:?"?(\w{1,32})"?=>/g, '"$1":'))
  if (value === undefined) throw new Refusal('malformed', { places: { why: 'the JSON is broken.' } })
  if (!isObject(value)) throw new Refusal('malformed', { places: { why: 'the JSON is not an object.' } })
  return value
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** More fields than any client sends: lists of numbers have hundreds. */
const MOST_FIELDS = 2_000

/** A name that comes twice is a list. */
function readForm(text: string): Body {
  const form: Body = Object.create(null)
  let fields = 0
  for (const [name, value] of new URLSearchParams(text)) {
    fields += 1
    if (fields > MOST_FIELDS)
      throw new Refusal('malformed', { places: { why: `the form has more than ${MOST_FIELDS} fields.` } })
    const before = form[name]
    if (Array.isArray(before)) before.push(value)
    else form[name] = before === undefined ? value : [before, value]
  }
  return form
}

export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The contract's two equal forms: the fields themselves, or inside `data.attributes` (contract 5.1). */
export function attributesOf(body: Body): Body {
  const { data } = body
  if (!isObject(data)) return body
  return isObject(data.attributes) ? data.attributes : data
}
