/**
 * What a file is, by its bytes and never by its name: one PDF, PNG or JPEG from the first byte to the last. What is two things at once
 * (a picture with a page or an archive behind it) is refused: it could be opened as the other.
 */
export const MOST_DOCUMENT_BYTES = 10 * 1024 * 1024
export const MEDIA_TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

export const DOCUMENT_PROBLEMS = {
  empty: 'This file is empty. Choose another.',
  too_large: 'A document has at most 10 MB. Scan it in fewer dots, or in black and white.',
  no_kind: 'This is no PDF, PNG or JPEG, whatever its name says. Save it as one of them.',
  two_things: 'This file is two kinds of file at once. Print or scan it anew, and upload that.',
  broken: 'This file is damaged or cut off. Save it anew, and upload that.',
} as const

export type DocumentProblem = keyof typeof DOCUMENT_PROBLEMS
export type Judged = { ok: true; mediaType: MediaType } | { ok: false; problem: DocumentProblem }

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG = Buffer.from([0xff, 0xd8, 0xff])
const JPEG_END = Buffer.from([0xff, 0xd9])
/** The end of a ZIP is looked for at the end, whatever stands before it. */
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1')
const ZIP_END_WITHIN = 65_557
const PDF_END_WITHIN = 2_048

const TWO_THINGS: Judged = { ok: false, problem: 'two_things' }
const BROKEN: Judged = { ok: false, problem: 'broken' }

export function judgeDocument(bytes: Buffer): Judged {
  if (bytes.length === 0) return { ok: false, problem: 'empty' }
  if (bytes.length > MOST_DOCUMENT_BYTES) return { ok: false, problem: 'too_large' }
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return judgePdf(bytes)
  if (bytes.subarray(0, 8).equals(PNG)) return judgePng(bytes)
  if (bytes.subarray(0, 3).equals(JPEG)) return judgeJpeg(bytes)
  return { ok: false, problem: 'no_kind' }
}

function judgePdf(bytes: Buffer): Judged {
  const start = bytes.subarray(0, 1_024).toString('latin1')
  const end = bytes.subarray(-PDF_END_WITHIN)
  if (!/^%PDF-[12]\.\d/.test(start) || end.lastIndexOf('%%EOF', undefined, 'latin1') === -1) return BROKEN
  if (/<(html|script|svg|\?php|!doctype)/i.test(start) || holdsArchive(bytes)) return TWO_THINGS
  const after = end.subarray(end.lastIndexOf('%%EOF', undefined, 'latin1') + 5)
  return /^[\s\0]*$/.test(after.toString('latin1')) ? { ok: true, mediaType: 'application/pdf' } : TWO_THINGS
}

/** Chunk by chunk to its end: nothing may stand behind it. */
function judgePng(bytes: Buffer): Judged {
  let at = PNG.length
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (!/^[A-Za-z]{4}$/.test(type)) return BROKEN
    at += 12 + length
    if (type === 'IEND') return at === bytes.length ? { ok: true, mediaType: 'image/png' } : TWO_THINGS
  }
  return BROKEN
}

/** Cameras pad with zeros; anything else behind the end is another file. */
function judgeJpeg(bytes: Buffer): Judged {
  const end = bytes.lastIndexOf(JPEG_END)
  if (end === -1) return BROKEN
  const isPadded = bytes.subarray(end + 2).every((byte) => byte === 0)
  if (!isPadded || holdsArchive(bytes)) return TWO_THINGS
  return { ok: true, mediaType: 'image/jpeg' }
}

function holdsArchive(bytes: Buffer): boolean {
  return bytes.subarray(-ZIP_END_WITHIN).includes(ZIP_END)
}

const ENDINGS: Record<MediaType, string> = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' }
const MOST_NAME = 80

/** For people to recognise it by: no path, nothing unseen, and the ending that it really is. */
export function documentName(given: string, mediaType: MediaType): string {
  const last = given.slice(-1_000).split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}"<>:|?*%]/gu, '')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(/\s+/g, ' ')
  const base = [...plain].slice(0, MOST_NAME).join('') || 'document'
  return `${base}.${ENDINGS[mediaType]}`
}
