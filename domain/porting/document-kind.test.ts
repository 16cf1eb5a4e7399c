import { expect, test } from 'vitest'
import { type DocumentProblem, documentName, judgeDocument, MOST_DOCUMENT_BYTES } from './document-kind.ts'

const pdf = (middle = '1 0 obj', after = '') => Buffer.from(`%PDF-1.7\n${middle}\ntrailer\n%%EOF\n${after}`, 'latin1')
const chunk = (type: string, length = 0) => {
  const bytes = Buffer.alloc(12 + length)
  bytes.writeUInt32BE(length)
  bytes.write(type, 4, 'latin1')
  return bytes
}
const png = (...after: Buffer[]) =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', 13),
    chunk('IDAT', 5),
    chunk('IEND'),
    ...after,
  ])
const jpeg = (...after: Buffer[]) =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xd9]), ...after])
const zip = Buffer.from('PK\x03\x04 payload PK\x05\x06 end', 'latin1')

test('a document is known by its bytes', () => {
  expect(judgeDocument(pdf())).toEqual({ ok: true, mediaType: 'application/pdf' })
  expect(judgeDocument(png())).toEqual({ ok: true, mediaType: 'image/png' })
  expect(judgeDocument(jpeg())).toEqual({ ok: true, mediaType: 'image/jpeg' })
  expect(judgeDocument(jpeg(Buffer.alloc(8)))).toMatchObject({ ok: true })
})

test.each<[string, Buffer, DocumentProblem]>([
  ['nothing at all', Buffer.alloc(0), 'empty'],
  ['a page that is called invoice.pdf', Buffer.from('<html><script>alert(1)</script>'), 'no_kind'],
  ['a program', Buffer.from('MZ\x90\0', 'latin1'), 'no_kind'],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), 'no_kind'],
  ['more than 10 MB', Buffer.concat([pdf(), Buffer.alloc(MOST_DOCUMENT_BYTES)]), 'too_large'],
  ['a PDF that is cut off', pdf().subarray(0, 20), 'broken'],
  ['a PDF that begins as a page', pdf('<script>x()</script>'), 'two_things'],
  ['a PDF with an archive behind it', pdf('', 'PK\x05\x06'), 'two_things'],
  ['a PDF with a page behind it', pdf('', '<html>'), 'two_things'],
  ['a PNG with a page behind it', png(Buffer.from('<script>x()</script>')), 'two_things'],
  ['a PNG that is cut off', png().subarray(0, 40), 'broken'],
  [
    'a PNG that lies about its length',
    Buffer.concat([png().subarray(0, 8), chunk('IHDR'), Buffer.from([255, 255, 255, 255, 73, 68, 65, 84])]),
    'broken',
  ],
  ['a JPEG with an archive behind it', jpeg(zip), 'two_things'],
  ['a JPEG with a program behind it', jpeg(Buffer.from('<?php system(1);')), 'two_things'],
])('%s is refused with what to do', (_, bytes, problem) => {
  expect(judgeDocument(bytes)).toEqual({ ok: false, problem })
})

test.each([
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\invoices\\march.pdf', 'march.pdf'],
  ['invoice.exe', 'invoice.pdf'],
  ['a\0b\r\nSet-Cookie: x.pdf', 'abSet-Cookie x.pdf'],
  ['\u202Efdp.exe', 'fdp.pdf'],
  ['', 'document.pdf'],
  ['....', 'document.pdf'],
  [`${'long'.repeat(5_000)}.pdf`, `${'long'.repeat(20)}.pdf`],
  ['Rechnung März “2026”.pdf', 'Rechnung März “2026”.pdf'],
])('the name %j becomes %s', (given, name) => expect(documentName(given, 'application/pdf')).toBe(name))
