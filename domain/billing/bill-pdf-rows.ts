/** Rows of a statement as a PDF: columns, rules, titles that come again on the next page. */
import type PDFDocument from 'pdfkit'
import { formatNanos } from '#domain/ledger/money.ts'

export const MARGIN = 56
export const WIDTH = 612 - 2 * MARGIN
export const BOTTOM = 792 - MARGIN - 28
export const INK = '#1c2024'
export const QUIET = '#6b7177'
export const LINE = '#d8dbde'
export const ROW = 18
/** Where a column begins, from the left margin, and how wide it is. */
export const COLUMNS = {
  name: [0, 196],
  count: [196, 72],
  parts: [268, 72],
  rate: [340, 72],
  amount: [412, 88],
} as const

export type Pdf = InstanceType<typeof PDFDocument>
type Cells = Partial<Record<keyof typeof COLUMNS, string>>

export function writeTitle(pdf: Pdf, title: string, head: Cells): void {
  if (isFull(pdf, 4)) newPage(pdf)
  else pdf.y += 20
  const top = pdf.y
  pdf.font('Helvetica-Bold').fontSize(10).fillColor(INK).text(title, MARGIN, top, { width: 260 })
  writeCells(pdf, head, top + 1, QUIET, 'Helvetica', 8)
  pdf.y = top + 16
  rule(pdf, pdf.y)
}

export function writeRow(pdf: Pdf, cells: Cells, isSum = false): void {
  if (isFull(pdf)) newPage(pdf)
  const top = pdf.y
  writeCells(pdf, cells, top + 5, INK, isSum ? 'Helvetica-Bold' : 'Helvetica', 9)
  pdf.y = top + ROW
  if (!isSum) rule(pdf, pdf.y)
}

function writeCells(pdf: Pdf, cells: Cells, y: number, color: string, font: string, size: number): void {
  pdf.font(font).fontSize(size).fillColor(color)
  for (const [name, text] of Object.entries(cells)) {
    const [left, width] = COLUMNS[name as keyof typeof COLUMNS]
    pdf.text(text, MARGIN + left, y, { width, align: name === 'name' ? 'left' : 'right', lineBreak: false })
  }
}

export function isFull(pdf: Pdf, rows = 1): boolean {
  return pdf.y + rows * ROW > BOTTOM
}

export function newPage(pdf: Pdf): void {
  pdf.addPage()
  pdf.y = MARGIN
}

export function rule(pdf: Pdf, y: number): void {
  pdf
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + WIDTH, y)
    .lineWidth(0.5)
    .stroke(LINE)
}

export function quiet(pdf: Pdf): Pdf {
  return pdf.font('Helvetica').fillColor(QUIET)
}

/** Statements show every nanodollar that is not zero, and never fewer than six places. */
export function money(nanos: bigint): string {
  return formatNanos(nanos, nanos % 1_000n === 0n ? 6 : 9)
}

export function counted(count: bigint): string {
  return new Intl.NumberFormat('en-US').format(count)
}
