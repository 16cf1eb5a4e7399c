/** Addresses of bills, and of what a line of one comes from. */
import type { Bill, BillLine } from '#domain/billing/bill.ts'
import { filterOfLine, minutesOf } from '#domain/billing/entry-filter.ts'
import { entriesHref } from './billing-view.ts'

export const BILLS_PATH = '/billing/bills'

export function billHref(month: string): string {
  return `${BILLS_PATH}/${month}`
}

/** Exactly the entries of a line, each with its message. */
export function lineHref({ from, until }: Pick<Bill, 'from' | 'until'>, line: BillLine): string {
  return entriesHref({ ...minutesOf(from, until), ...filterOfLine(line) })
}
