/** A receipt as one quiet page: what came in, when, by which card, and where to ask Stripe about it. */
import PDFDocument from 'pdfkit'
import { formatNanos } from '#domain/ledger/money.ts'
import { westernText } from '#lib/western-text.ts'
import { cardName, type Payment, receiptName } from './payment.ts'

const MARGIN = 72
const WIDTH = 612 - 2 * MARGIN
const INK = '#1c2024'
const QUIET = '#6b7177'
const LINE = '#d8dbde'

export type Receipt = {
  account: { id: string; name: string; timeZone: string }
  payment: Payment
  paidAt: Date
  number: number
}
type Pdf = InstanceType<typeof PDFDocument>

export function writeReceipt(receipt: Receipt): Promise<Buffer> {
  const { account, number, paidAt } = receipt
  const name = receiptName(account.id, number)
  const pdf = new PDFDocument({
    size: 'LETTER',
    margin: MARGIN,
    info: { Title: `Receipt ${name}`, Author: 'Longcode', CreationDate: paidAt },
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  writeHead(pdf, name, receipt)
  writeFacts(pdf, receipt)
  writeFoot(pdf)
  pdf.end()
  return done
}

function writeHead(pdf: Pdf, name: string, { payment, account, paidAt }: Receipt): void {
  pdf.font('Helvetica-Bold').fontSize(11).fillColor(INK).text('Longcode', MARGIN, MARGIN)
  pdf.font('Helvetica').fontSize(11).fillColor(QUIET).text(name, MARGIN, MARGIN, { width: WIDTH, align: 'right' })
  pdf.font('Helvetica').fontSize(11).fillColor(QUIET).text('Receipt', MARGIN, 168)
  pdf.font('Helvetica-Bold').fontSize(34).fillColor(INK).text(formatNanos(payment.amountNanos, 2), MARGIN, 190)
  pdf
    .font('Helvetica')
    .fontSize(11)
    .fillColor(QUIET)
    .text(`paid on ${dayIn(paidAt, account.timeZone)}`, MARGIN, 240)
}

function writeFacts(pdf: Pdf, { account, payment, paidAt }: Receipt): void {
  const back = payment.refundedNanos > 0n ? [['Refunded since', formatNanos(payment.refundedNanos, 2)] as const] : []
  const facts = [
    ['Account', account.name],
    [
      'For',
      payment.kind === 'recharge'
        ? 'Balance for messages and numbers, by auto-recharge'
        : 'Balance for messages and numbers',
    ],
    ['Amount', `${formatNanos(payment.amountNanos, 2)} (US dollars)`],
    ['Paid by', cardName(payment).replace('••••', 'ending in')],
    ['Paid at', `${timeIn(paidAt, account.timeZone)}`],
    ['Payment', payment.id],
    ['At Stripe', payment.intentId ?? '–'],
    ...back,
  ] as const
  pdf.y = 296
  for (const [name, value] of facts) {
    const top = pdf.y
    rule(pdf, top)
    pdf
      .font('Helvetica')
      .fontSize(10)
      .fillColor(QUIET)
      .text(name, MARGIN, top + 9, { width: 110 })
    pdf.fillColor(INK).text(westernText(value), MARGIN + 120, top + 9, { width: WIDTH - 120 })
    pdf.y += 9
  }
  rule(pdf, pdf.y)
}

function writeFoot(pdf: Pdf): void {
  const words =
    'This confirms money that was added to the balance. What it was spent on is in the monthly statement of the account, under Billing.'
  pdf
    .font('Helvetica')
    .fontSize(9)
    .fillColor(QUIET)
    .text(words, MARGIN, 792 - MARGIN - 40, { width: WIDTH, lineGap: 2 })
}

function rule(pdf: Pdf, y: number): void {
  pdf
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + WIDTH, y)
    .lineWidth(0.5)
    .stroke(LINE)
}

function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'long' }).format(at)
}

function timeIn(at: Date, timeZone: string): string {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  return `${dayIn(at, timeZone)}, ${clock.format(at)}`
}
