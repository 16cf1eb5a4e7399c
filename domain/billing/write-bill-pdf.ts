/** The statement as a document: paged, every page with its number, lines by section, and the sum that the balance follows from. */
import PDFDocument from 'pdfkit'
import { westernText } from '#lib/western-text.ts'
import { dayOf } from '#lib/zoned-day.ts'
import { BILL_SECTIONS, type Bill, type BillEntry, type BillLine, lineName, unitNanos } from './bill.ts'
import { monthName } from './bill-month.ts'
import {
  counted,
  INK,
  isFull,
  MARGIN,
  money,
  newPage,
  type Pdf,
  quiet,
  rule,
  WIDTH,
  writeRow,
  writeTitle,
} from './bill-pdf-rows.ts'

export function writeBillPdf(bill: Bill, madeAt: Date): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'LETTER',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
    bufferPages: true,
    info: {
      Title: `Statement ${bill.number}, ${monthName(bill.month)}`,
      Author: 'Longcode',
      CreationDate: madeAt,
    },
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  writeHead(pdf, bill, madeAt)
  writeBalance(pdf, bill)
  for (const { category, title } of BILL_SECTIONS)
    writeLines(
      pdf,
      title,
      bill.lines.filter((line) => line.category === category),
    )
  writeTotal(pdf, bill)
  if (bill.entries.length > 0) writeEntries(pdf, bill)
  writeFeet(pdf, bill)
  pdf.end()
  return done
}

function writeHead(pdf: Pdf, { number, month, account, zone, from, until, isOpen }: Bill, madeAt: Date): void {
  pdf.font('Helvetica-Bold').fontSize(11).fillColor(INK).text('Longcode', MARGIN, MARGIN)
  quiet(pdf).fontSize(10).text(number, MARGIN, MARGIN, { width: WIDTH, align: 'right' })
  quiet(pdf).fontSize(11).text('Statement', MARGIN, 104)
  pdf.font('Helvetica-Bold').fontSize(26).fillColor(INK).text(monthName(month), MARGIN, 120)
  const lastDay = dayOf(new Date(until.getTime() - 1), zone)
  const until_ = isOpen ? `so far, on ${madeAt.toISOString().slice(0, 16).replace('T', ' at ')} UTC` : `to ${lastDay}`
  pdf.y = 168
  for (const [name, value] of [
    ['Account', account.name],
    ['Account id', account.id],
    ['Days', `${dayOf(from, zone)} ${until_}, in ${zone.replaceAll('_', ' ')}`],
  ] as const) {
    const top = pdf.y
    quiet(pdf).fontSize(9).text(name, MARGIN, top, { width: 80 })
    pdf.fillColor(INK).text(westernText(value), MARGIN + 84, top, { width: WIDTH - 84 })
    pdf.y += 4
  }
}

/** The sum that the balance follows from. */
function writeBalance(pdf: Pdf, bill: Bill): void {
  pdf.y += 14
  const facts: [string, bigint][] = [
    ['Opening balance', bill.openingNanos],
    ['Money added', bill.creditedNanos],
    ...(bill.debitedNanos === 0n ? [] : ([['Money taken back', -bill.debitedNanos]] as [string, bigint][])),
    ...(bill.refundedNanos === 0n ? [] : ([['Refunds', bill.refundedNanos]] as [string, bigint][])),
    ['Messages and numbers', -bill.spentNanos],
  ]
  for (const [name, nanos] of facts) writeRow(pdf, { name, amount: money(nanos) })
  writeRow(pdf, { name: bill.isOpen ? 'Balance so far' : 'Closing balance', amount: money(bill.closingNanos) }, true)
}

function writeLines(pdf: Pdf, title: string, lines: readonly BillLine[]): void {
  if (lines.length === 0) return
  const isMessages = lines.some(({ category }) => category !== 'numbers')
  const head = {
    count: isMessages ? 'Messages' : 'Charges',
    ...(isMessages ? { parts: 'Parts' } : {}),
    rate: isMessages ? 'A part' : 'Each',
    amount: 'US dollars',
  }
  writeTitle(pdf, title, head)
  for (const line of lines) {
    if (isFull(pdf)) writeTitle(pdf, `${title}, continued`, head)
    const { surchargeNanos } = line
    writeRow(pdf, {
      name: surchargeNanos > 0n ? `${lineName(line)} *` : lineName(line),
      count: counted(line.count),
      ...(isMessages ? { parts: counted(line.parts) } : {}),
      rate: money(unitNanos(line)),
      amount: money(line.nanos),
    })
  }
  writeRow(pdf, { name: `${title}, all`, amount: money(lines.reduce((all, { nanos }) => all + nanos, 0n)) }, true)
}

function writeTotal(pdf: Pdf, { lines, spentNanos }: Bill): void {
  if (isFull(pdf, 3)) newPage(pdf)
  pdf.y += 10
  writeRow(pdf, { name: 'Total of messages and numbers', amount: money(spentNanos) }, true)
  if (lines.some(({ surchargeNanos }) => surchargeNanos > 0n))
    quiet(pdf)
      .fontSize(8)
      .text('* with what the carrier asks for each part', MARGIN, pdf.y + 4)
}

function writeEntries(pdf: Pdf, { entries, hasMoreEntries, zone }: Bill): void {
  const title = 'Money added, taken back and refunded'
  writeTitle(pdf, title, { amount: 'US dollars' })
  for (const entry of entries) {
    if (isFull(pdf, 2)) writeTitle(pdf, `${title}, continued`, { amount: 'US dollars' })
    writeEntry(pdf, entry, zone)
  }
  if (hasMoreEntries)
    quiet(pdf)
      .fontSize(8)
      .text('There are more; the sums above hold them all.', MARGIN, pdf.y + 4)
}

function writeEntry(pdf: Pdf, { kind, at, nanos, reason }: BillEntry, zone: string): void {
  const top = pdf.y
  const words = `${lineName({ kind, numberKind: '', destination: '' })}: ${westernText(reason)}`
  quiet(pdf)
    .fontSize(9)
    .text(dayOf(at, zone), MARGIN, top + 5, { width: 70 })
  pdf.fillColor(INK).text(words, MARGIN + 74, top + 5, { width: 318, height: 24, ellipsis: true })
  const below = pdf.y
  pdf.text(money(nanos), MARGIN + 400, top + 5, { width: WIDTH - 400, align: 'right' })
  pdf.y = Math.max(below, pdf.y) + 4
  rule(pdf, pdf.y)
}

function writeFeet(pdf: Pdf, { number }: Bill): void {
  const { count } = pdf.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page)
    quiet(pdf)
      .fontSize(8)
      .text(
        'Every line is recomputed from its messages under Billing, Bills, “Check this bill”.',
        MARGIN,
        792 - MARGIN,
        { lineBreak: false },
      )
    pdf.text(`${number}, page ${page + 1} of ${count}`, MARGIN, 792 - MARGIN, {
      width: WIDTH,
      align: 'right',
      lineBreak: false,
    })
  }
}
