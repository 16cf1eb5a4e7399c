import { Refusal } from '#lib/refusals.ts'

const NONE: readonly string[] = ['bill_month_unreadable', 'bill_in_future', 'bill_before_account', 'not_found']

/** The sentence, where there is no bill of that month; any other fault goes on. */
export function whyNoBill(fault: unknown): string {
  if (fault instanceof Refusal && NONE.includes(fault.code)) return fault.message
  throw fault
}
