/** Addresses of bills, and of what a line of one comes from. */
import type { Bill, BillLine } from '#domain/billing/bill.ts'

export const BILLS_PATH = '/billing/bills'

export function billHref(month: string): string {
  return `${BILLS_PATH}/${month}`
}

const MINUTE_MS = 60_000

/** Exactly the entries of a line, each with its message. */
export function lineHref({ from, until }: Pick<Bill, 'from' | 'until'>, line: BillLine): string {
  const query = new URLSearchParams({
    since: minute(from),
    until: minute(new Date(until.getTime() - MINUTE_MS)),
    kind: line.kind,
    ...(line.numberKind ? { type: line.numberKind } : {}),
    ...(line.destination ? { destination: line.destination } : {}),
    rate: `${line.partNanos}+${line.surchargeNanos}`,
  })
  return `/billing/entries?${query}`
}

function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16)}Z`
}
