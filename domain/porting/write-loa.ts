/**
 * The letter of authorization as a PDF: ready to sign by hand, or with the typed signature under it. Its words are the ones that
 * losing carriers look for. Account number and PIN go beside it: they may change without another signature.
 */
import PDFDocument from 'pdfkit'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { westernText } from '#lib/western-text.ts'
import type { PortOrder } from './order.ts'

const MARGIN = 64
const WIDTH = 612 - 2 * MARGIN
/** A page holds so many in three columns; more go on the next. */
const COLUMNS = 3

export function writeLoa(order: PortOrder, numbers: readonly string[]): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'LETTER',
    margin: MARGIN,
    info: {
      Title: `Letter of authorization, port order ${order.id}`,
      Author: 'Longcode',
      CreationDate: order.openedAt,
    },
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  writeHead(pdf, order)
  writeFacts(pdf, order)
  writeNumbers(pdf, numbers)
  writeSignature(pdf, order)
  pdf.end()
  return done
}

type Pdf = InstanceType<typeof PDFDocument>

function writeHead(pdf: Pdf, { id, losingCarrier }: PortOrder): void {
  pdf.font('Helvetica-Bold').fontSize(18).text('Letter of authorization')
  pdf.font('Helvetica').fontSize(10).fillColor('#555555').text(`Port order ${id}`)
  pdf.moveDown(1.2).fillColor('#000000').fontSize(10.5)
  pdf.text(
    `The undersigned authorises Longcode and its underlying carriers to act as agent in moving the telephone numbers below from ${westernText(losingCarrier)}, with their voice and messaging service, and to obtain from ${westernText(losingCarrier)} whatever records are needed for that. The undersigned may decide on these numbers, and keeps paying ${westernText(losingCarrier)} what is due until they have moved.`,
    { width: WIDTH, lineGap: 2.5 },
  )
  pdf.moveDown(1)
}

function writeFacts(pdf: Pdf, order: PortOrder): void {
  const address = [order.street, [order.city, order.region, order.postalCode].filter(Boolean).join(' '), order.country]
  for (const [name, value] of [
    ['Losing carrier', order.losingCarrier],
    ['Name on the account', order.businessName ?? ''],
    ['Authorised person', order.authorisedPerson ?? ''],
    ['Service address', address.filter(Boolean).join(', ')],
  ] as const) {
    const top = pdf.y
    pdf.font('Helvetica').fillColor('#555555').text(name, MARGIN, top, { width: 120 })
    pdf
      .fillColor('#000000')
      .text(westernText(value) || '________________________', MARGIN + 130, top, { width: WIDTH - 130 })
    pdf.moveDown(0.35)
  }
  pdf.moveDown(0.8)
}

function writeNumbers(pdf: Pdf, numbers: readonly string[]): void {
  pdf.font('Helvetica-Bold').text(`Numbers (${numbers.length})`, MARGIN).moveDown(0.4).font('Courier')
  for (let at = 0; at < numbers.length; at += COLUMNS)
    pdf.text(
      numbers
        .slice(at, at + COLUMNS)
        .map((e164) => formatNumber(e164).padEnd(20))
        .join(''),
      MARGIN,
    )
  pdf.moveDown(1.5)
}

function writeSignature(pdf: Pdf, { loaSignedBy, loaSignedAt, loaSignedFrom, authorisedPerson }: PortOrder): void {
  // Never a signature alone on the next page's head with its line on this one.
  if (pdf.y > 792 - MARGIN - 110) pdf.addPage()
  pdf.font('Helvetica')
  if (loaSignedBy && loaSignedAt) {
    pdf.font('Times-Italic').fontSize(20).text(westernText(loaSignedBy), MARGIN).font('Helvetica').fontSize(10.5)
    rule(pdf)
    pdf.text(
      `Signed by typing the name, on ${loaSignedAt.toISOString().slice(0, 16).replace('T', ' at ')} UTC${loaSignedFrom ? `, from ${loaSignedFrom}` : ''}`,
      MARGIN,
    )
    return
  }
  pdf.moveDown(2)
  rule(pdf)
  pdf.text(`Signature of ${westernText(authorisedPerson ?? 'the authorised person')}, and date`, MARGIN)
}

function rule(pdf: Pdf): void {
  pdf
    .moveTo(MARGIN, pdf.y + 2)
    .lineTo(MARGIN + 300, pdf.y + 2)
    .lineWidth(0.75)
    .stroke('#000000')
    .moveDown(0.5)
}
