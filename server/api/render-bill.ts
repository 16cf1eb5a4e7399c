/** Bills as clients read them: amounts are dollars as text with nine places, so that no reader rounds them. */
import type { Bill } from '#domain/billing/bill.ts'
import type { BillCheck } from '#domain/billing/bill-check.ts'
import { billFaultSentence, TIERS_NOT_JUDGED } from '#domain/billing/bill-fault.ts'
import { isRightBill } from '#domain/billing/is-right-bill.ts'
import type { BillSummary } from '#domain/billing/list-bills.ts'
import { usd } from '#domain/billing/usd.ts'
import { readSpendLine, type SpendLine } from '#domain/ledger/spend-line.ts'
import { digits } from '#domain/webhooks/payload.ts'
import { env } from '#lib/env.ts'
import { toMessageRef } from '#lib/ids.ts'

const link = (month: string) => `${env.api.url}/v2.2/bills/${month}`

export function renderBillSummary(bill: BillSummary) {
  const { month, number, isOpen, messages, parts, spentNanos, cameNanos, closingNanos } = bill
  return {
    id: month,
    type: 'bill',
    attributes: {
      statement: number,
      is_open: isOpen,
      messages: Number(messages),
      parts: Number(parts),
      charged_usd: usd(spentNanos),
      money_in_usd: usd(cameNanos),
      closing_balance_usd: usd(closingNanos),
      checked_at: bill.checkedAt?.toISOString() ?? null,
      difference_usd: bill.differenceNanos === null ? null : usd(bill.differenceNanos),
      faults_in_all: bill.faults,
    },
    links: { self: link(month) },
  }
}

export function renderBill(bill: Bill) {
  const { month, number, isOpen, zone, from, until, entries, lines } = bill
  return {
    id: month,
    type: 'bill',
    attributes: {
      statement: number,
      is_open: isOpen,
      time_zone: zone,
      from: from.toISOString(),
      until: until.toISOString(),
      opening_balance_usd: usd(bill.openingNanos),
      money_added_usd: usd(bill.creditedNanos),
      money_taken_back_usd: usd(bill.debitedNanos),
      refunded_usd: usd(bill.refundedNanos),
      charged_usd: usd(bill.spentNanos),
      closing_balance_usd: usd(bill.closingNanos),
      lines: lines.map((line) => ({
        ...renderLine(line),
        count: Number(line.count),
        parts: Number(line.parts),
        amount_usd: usd(line.nanos),
      })),
      money: entries.map(({ kind, at, nanos, reason, messageId }) => ({
        kind,
        at: at.toISOString(),
        amount_usd: usd(nanos),
        reason,
        message: messageId && toMessageRef(messageId),
      })),
      money_is_cut: bill.hasMoreEntries,
    },
    links: { self: link(month), check: `${link(month)}/check` },
  }
}

export function renderBillCheck({ month, state, askedAt, daysDone, days, problem, verdict }: BillCheck) {
  return {
    id: month,
    type: 'bill_check',
    attributes: {
      state,
      asked_at: askedAt.toISOString(),
      days_done: daysDone,
      days,
      problem,
      // Of the last check that ended, also while another is under way.
      result: verdict && {
        checked_at: verdict.checkedAt.toISOString(),
        is_right: isRightBill(verdict),
        expected_usd: usd(verdict.expectedNanos),
        charged_usd: usd(verdict.chargedNanos),
        difference_usd: usd(verdict.differenceNanos),
        lines: verdict.lines.map((line) => ({
          ...renderLine(readSpendLine(line.value)),
          messages: Number(line.messages),
          parts: Number(line.parts),
          expected_usd: usd(line.expectedNanos),
          charged_usd: usd(line.chargedNanos),
          difference_usd: usd(line.chargedNanos - line.expectedNanos),
        })),
        faults: verdict.faults.map((fault) => ({
          kind: fault.kind,
          detail: billFaultSentence(fault),
          message: fault.messageId && toMessageRef(fault.messageId),
          posting: fault.postingId,
          number: fault.number && digits(fault.number),
        })),
        faults_in_all: verdict.faultCount,
        not_judged: verdict.areTiersJudged ? null : TIERS_NOT_JUDGED,
      },
    },
    links: { self: `${link(month)}/check` },
  }
}

function renderLine({ kind, numberKind, destination, partNanos, surchargeNanos }: SpendLine) {
  return {
    kind,
    number_type: numberKind || null,
    destination: destination || null,
    rate_usd: usd(partNanos),
    surcharge_usd: usd(surchargeNanos),
  }
}
