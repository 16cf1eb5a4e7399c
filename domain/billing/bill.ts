/** A month's statement: what stands on it, and how its lines are called. */
import type { SpendCategory, SpendLine } from '#domain/ledger/spend-line.ts'
import type { BillMonth } from './bill-month.ts'

export type BillLine = SpendLine & {
  /** As the totals and the check name it. */
  value: string
  category: SpendCategory
  /** Messages, or the charges of numbers. */
  count: bigint
  parts: bigint
  /** What it took from the balance; below zero: what it brought. */
  nanos: bigint
}

/** Money that came in or was taken back, with its reason. */
export type BillEntry = {
  id: string
  kind: 'credit' | 'debit' | 'refund'
  at: Date
  nanos: bigint
  reason: string
  messageId: string | null
}

export type Bill = BillMonth & {
  number: string
  openingNanos: bigint
  closingNanos: bigint
  lines: BillLine[]
  /** What messages and numbers cost. */
  spentNanos: bigint
  refundedNanos: bigint
  creditedNanos: bigint
  debitedNanos: bigint
  entries: BillEntry[]
  /** There are more than are listed; the sums hold them all. */
  hasMoreEntries: boolean
}

export const BILL_SECTIONS = [
  { category: 'outbound', title: 'Messages sent' },
  { category: 'inbound', title: 'Messages received' },
  { category: 'numbers', title: 'Numbers' },
] as const

const KINDS = { longcode: 'Long code', toll_free: 'Toll-free' } as const
const DESTINATIONS: Record<string, string> = {
  any: 'any destination',
  us: 'United States',
  ca: 'Canada',
  other: 'elsewhere',
}

type Named = Pick<SpendLine, 'kind' | 'numberKind' | 'destination'>

/** `Long code to United States`; of a number what is paid for. */
export function lineName({ kind, numberKind, destination }: Named): string {
  const number = numberKind === '' ? 'Unknown number' : KINDS[numberKind]
  if (kind === 'setup') return `${number}, setup`
  if (kind === 'monthly') return `${number}, month`
  if (kind === 'credit') return 'Money added'
  if (kind === 'debit') return 'Money taken back'
  const place = DESTINATIONS[destination] ?? destination.replaceAll('_', ' ')
  if (kind === 'refund') return numberKind === '' ? 'Refund' : `Refund, ${number.toLowerCase()}`
  return `${number} ${kind === 'charge' ? 'from' : 'to'} ${place}`
}

/** What one part costs, or one charge of a number. */
export function unitNanos({ partNanos, surchargeNanos }: Pick<SpendLine, 'partNanos' | 'surchargeNanos'>): bigint {
  return partNanos + surchargeNanos
}
