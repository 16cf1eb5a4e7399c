/** A statement and its check for a terminal. */
import { BILL_SECTIONS, type Bill, lineName, unitNanos } from '#domain/billing/bill.ts'
import { billFaultSentence, TIERS_NOT_JUDGED } from '#domain/billing/bill-fault.ts'
import { monthName } from '#domain/billing/bill-month.ts'
import type { BillVerdict } from '#domain/billing/check-bill.ts'
import { isRightBill } from '#domain/billing/is-right-bill.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { readSpendLine } from '#domain/ledger/spend-line.ts'
import { toMessageRef } from '#lib/ids.ts'

const money = (nanos: bigint) => formatNanos(nanos, 9).padStart(20)

export function tellBill(bill: Bill): string {
  const { number, month, account, zone, isOpen } = bill
  return [
    `${number}  ${monthName(month)}${isOpen ? ' so far' : ''}, ${account.name}, days in ${zone}`,
    `  ${'Opening balance'.padEnd(66)}${money(bill.openingNanos)}`,
    `  ${'Money added, and refunds'.padEnd(66)}${money(bill.creditedNanos + bill.refundedNanos)}`,
    `  ${'Money taken back'.padEnd(66)}${money(-bill.debitedNanos)}`,
    ...BILL_SECTIONS.flatMap(({ category, title }) => {
      const lines = bill.lines.filter((line) => line.category === category)
      return lines.length === 0
        ? []
        : [
            `  ${title}`,
            ...lines.map((line) => {
              const count = `${line.count}${category === 'numbers' ? '' : ` (${line.parts} parts)`}`
              return `    ${lineName(line).padEnd(34)}${count.padStart(18)} × ${formatNanos(unitNanos(line), 6).padStart(9)}${money(line.nanos)}`
            }),
          ]
    }),
    `  ${'Messages and numbers'.padEnd(66)}${money(bill.spentNanos)}`,
    `  ${(isOpen ? 'Balance so far' : 'Closing balance').padEnd(66)}${money(bill.closingNanos)}`,
  ].join('\n')
}

export function tellVerdict(verdict: BillVerdict): string {
  const { lines, expectedNanos, chargedNanos, differenceNanos, faults, faultCount, checkedAt } = verdict
  const row = (name: string, expected: bigint, charged: bigint) =>
    `  ${name.padEnd(40)}${money(expected)}${money(charged)}${money(charged - expected)}`
  return [
    `  ${'Recomputed'.padEnd(40)}${'expected'.padStart(20)}${'charged'.padStart(20)}${'difference'.padStart(20)}`,
    ...lines.map((line) => row(lineName(readSpendLine(line.value)), line.expectedNanos, line.chargedNanos)),
    row('All', expectedNanos, chargedNanos),
    `${isRightBill(verdict) ? '✓' : '✗'} Checked ${checkedAt.toISOString()}, difference ${formatNanos(differenceNanos, 6)}${
      faultCount > 0 ? `, ${faultCount} faults:` : ''
    }`,
    ...faults.map((fault) => {
      const where = fault.messageId ? toMessageRef(fault.messageId) : (fault.postingId ?? '')
      return `    ${billFaultSentence(fault)} ${where}`.trimEnd()
    }),
    ...(faultCount > faults.length ? [`    And ${faultCount - faults.length} more.`] : []),
    ...(verdict.areTiersJudged ? [] : [`  ${TIERS_NOT_JUDGED}`]),
  ].join('\n')
}
