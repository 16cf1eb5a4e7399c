/** Whether what somebody received was signed by us, and if not, what most likely came between. Nothing is asked of the database. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { MINUTE_MS, SECOND_MS } from '#lib/time.ts'

/** As Standard Webhooks has it: what is older, or this far ahead, receivers refuse. */
export const TOLERANCE_MS = 5 * MINUTE_MS

export type Received = { id: string; timestamp: string; signature: string; body: string }
/** `name`: as people know it, “the current secret”. */
export type NamedSecret = { name: string; key: Buffer }

/** `secret`: by which it verifies; null: by none. `as`: how the body had to be read for that. */
export type SignatureVerdict = {
  secret: string | null
  as: 'pasted' | 'without_line_end' | 'with_plain_line_ends' | 'compact'
  /** How old it was at the time of judging; below zero when it is ahead. */
  ageMs: number
  tooOld: boolean
}

export function judgeSignature(received: Received, secrets: readonly NamedSecret[], at: Date): SignatureVerdict {
  const ageMs = at.getTime() - Number(received.timestamp) * SECOND_MS
  const age = { ageMs, tooOld: Math.abs(ageMs) > TOLERANCE_MS }
  const given = signaturesOf(received.signature)
  const tried = new Set<string>()
  for (const [as, body] of readings(received.body)) {
    if (tried.has(body)) continue
    tried.add(body)
    const signed = `${received.id}.${received.timestamp}.${body}`
    const found = secrets.find(({ key }) => isAmong(given, key, signed))
    if (found) return { secret: found.name, as, ...age }
  }
  return { secret: null, as: 'pasted', ...age }
}

/** A header may carry several, parted by spaces; only version 1 is made with a shared secret. */
export function signaturesOf(header: string): Buffer[] {
  return header
    .split(/\s+/)
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3), 'base64'))
}

/** Made once, however many are given: a header of five hundred signatures costs what one costs. */
function isAmong(given: readonly Buffer[], key: Buffer, signed: string): boolean {
  const right = createHmac('sha256', key).update(signed).digest()
  return given.some((one) => one.length === right.length && timingSafeEqual(one, right))
}

/** As it is, and as it was before a form, an editor or a JSON printer had it. */
function readings(body: string): [SignatureVerdict['as'], string][] {
  const plain = body.replaceAll('\r\n', '\n')
  return [
    ['pasted', body],
    ['with_plain_line_ends', plain],
    ['without_line_end', plain.replace(/\n+$/, '')],
    ['compact', compact(body)],
  ]
}

function compact(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body))
  } catch {
    return body
  }
}
