/**
 * The statement as a table for a spreadsheet: every amount in dollars with nine places, nothing rounded. What was charged and what came
 * in have a column each, so that no amount begins with a minus, which is what a formula begins with.
 */
import { csvLine } from '#lib/csv.ts'
import { BILL_SECTIONS, type Bill, type BillLine, lineName, unitNanos } from './bill.ts'
import { usd } from './usd.ts'

type Cell = string | number | bigint | null
const COLUMNS = [
  'statement',
  'section',
  'line',
  'number_type',
  'destination',
  'count',
  'parts',
  'rate_usd',
  'surcharge_usd',
  'charged_usd',
  'credited_usd',
  'balance_usd',
  'at_utc',
  'reason',
] as const
type Cells = Partial<Record<(typeof COLUMNS)[number], Cell>>

export function writeBillCsv(bill: Bill): string {
  const { number: statement, isOpen, openingNanos, closingNanos, spentNanos, entries } = bill
  const rows: Cells[] = [
    { section: 'Balance', line: 'Opening balance', balance_usd: usd(openingNanos) },
    ...entries.map(({ kind, nanos, at, reason }) => ({
      section: kind === 'refund' ? 'Refunds' : 'Money in',
      line: lineName({ kind, numberKind: '', destination: '' }),
      ...inOrOut(-nanos),
      at_utc: at.toISOString(),
      reason,
    })),
    ...(bill.hasMoreEntries
      ? [{ section: 'Money in', line: 'All of it, also what is not listed', ...inOrOut(-cameIn(bill)) }]
      : []),
    ...BILL_SECTIONS.flatMap(({ category, title }) =>
      bill.lines.filter((line) => line.category === category).map((line) => ({ section: title, ...lineCells(line) })),
    ),
    { section: 'Total', line: 'Messages and numbers', charged_usd: usd(spentNanos) },
    { section: 'Balance', line: isOpen ? 'Balance so far' : 'Closing balance', balance_usd: usd(closingNanos) },
  ]
  return [
    csvLine(COLUMNS),
    ...rows.map((cells) => csvLine(COLUMNS.map((name) => plain({ statement, ...cells }[name] ?? null)))),
  ].join('')
}

function cameIn({ creditedNanos, debitedNanos, refundedNanos }: Bill): bigint {
  return creditedNanos + refundedNanos - debitedNanos
}

function lineCells(line: BillLine): Cells {
  const isMessages = line.category !== 'numbers'
  return {
    line: lineName(line),
    number_type: line.numberKind,
    destination: line.destination,
    count: line.count,
    parts: isMessages ? line.parts : null,
    rate_usd: usd(isMessages ? line.partNanos : unitNanos(line)),
    surcharge_usd: isMessages ? usd(line.surchargeNanos) : null,
    ...inOrOut(line.nanos),
  }
}

function inOrOut(nanos: bigint): Cells {
  return nanos < 0n ? { credited_usd: usd(-nanos) } : { charged_usd: usd(nanos) }
}

function plain(cell: Cell): string | number | null {
  return typeof cell === 'bigint' ? String(cell) : cell
}
