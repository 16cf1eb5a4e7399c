import { addCounts } from './latency.ts'

export type Sums = {
  messages: number
  parts: number
  delivered: number
  failed: number
  ucs2: number
  /** Of those that a carrier took: their parts, the parts of the same words in GSM-7, those with fewer, and what the difference cost. */
  ucs2Parts: number
  gsm7Parts: number
  wasteful: number
  lostNanos: bigint
  acceptCounts: readonly number[]
  receiptCounts: readonly number[]
}

export type SumsRow = Record<
  'messages' | 'parts' | 'delivered' | 'failed' | 'ucs2' | 'ucs2_parts' | 'gsm7_parts' | 'wasteful' | 'lost_nanos',
  bigint
> & { accept_counts: number[]; receipt_counts: number[] }

export const NOTHING: Sums = {
  messages: 0,
  parts: 0,
  delivered: 0,
  failed: 0,
  ucs2: 0,
  ucs2Parts: 0,
  gsm7Parts: 0,
  wasteful: 0,
  lostNanos: 0n,
  acceptCounts: [],
  receiptCounts: [],
}

export function toSums(row: SumsRow): Sums {
  return {
    messages: Number(row.messages),
    parts: Number(row.parts),
    delivered: Number(row.delivered),
    failed: Number(row.failed),
    ucs2: Number(row.ucs2),
    ucs2Parts: Number(row.ucs2_parts),
    gsm7Parts: Number(row.gsm7_parts),
    wasteful: Number(row.wasteful),
    lostNanos: row.lost_nanos,
    acceptCounts: row.accept_counts,
    receiptCounts: row.receipt_counts,
  }
}

export function addSums(some: Sums, more: Sums): Sums {
  return {
    messages: some.messages + more.messages,
    parts: some.parts + more.parts,
    delivered: some.delivered + more.delivered,
    failed: some.failed + more.failed,
    ucs2: some.ucs2 + more.ucs2,
    ucs2Parts: some.ucs2Parts + more.ucs2Parts,
    gsm7Parts: some.gsm7Parts + more.gsm7Parts,
    wasteful: some.wasteful + more.wasteful,
    lostNanos: some.lostNanos + more.lostNanos,
    acceptCounts: addCounts(some.acceptCounts, more.acceptCounts),
    receiptCounts: addCounts(some.receiptCounts, more.receiptCounts),
  }
}

/** Of what has ended; null while nothing has. */
export function deliveredShare({ delivered, failed }: Pick<Sums, 'delivered' | 'failed'>): number | null {
  return delivered + failed === 0 ? null : delivered / (delivered + failed)
}
