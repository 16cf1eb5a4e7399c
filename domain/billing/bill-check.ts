import type { BillFault } from './bill-fault.ts'
import type { BillVerdict } from './check-bill.ts'

/** How a check of a bill stands, and the last result, also while another is under way. */
export type BillCheck = {
  month: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  askedAt: Date
  askedBy: string
  daysDone: number
  days: number
  problem: string | null
  verdict: BillVerdict | null
}

/** A result as it is kept: amounts are text. */
export type KeptVerdict = {
  zone: string
  lines: { value: string; messages: string; parts: string; expectedNanos: string; chargedNanos: string }[]
  expectedNanos: string
  chargedNanos: string
  differenceNanos: string
  faults: BillFault[]
  faultCount: number
  /** Absent from results of before it was said. */
  areTiersJudged?: boolean
}

export function keepVerdict({ lines, faults, ...verdict }: BillVerdict): KeptVerdict {
  return {
    zone: verdict.zone,
    lines: lines.map(({ value, ...line }) => ({
      value,
      messages: String(line.messages),
      parts: String(line.parts),
      expectedNanos: String(line.expectedNanos),
      chargedNanos: String(line.chargedNanos),
    })),
    expectedNanos: String(verdict.expectedNanos),
    chargedNanos: String(verdict.chargedNanos),
    differenceNanos: String(verdict.differenceNanos),
    faults,
    faultCount: verdict.faultCount,
    areTiersJudged: verdict.areTiersJudged,
  }
}

export function openVerdict(month: string, checkedAt: Date, kept: KeptVerdict): BillVerdict {
  return {
    month,
    checkedAt,
    zone: kept.zone,
    lines: kept.lines.map(({ value, ...line }) => ({
      value,
      messages: BigInt(line.messages),
      parts: BigInt(line.parts),
      expectedNanos: BigInt(line.expectedNanos),
      chargedNanos: BigInt(line.chargedNanos),
    })),
    expectedNanos: BigInt(kept.expectedNanos),
    chargedNanos: BigInt(kept.chargedNanos),
    differenceNanos: BigInt(kept.differenceNanos),
    faults: kept.faults,
    faultCount: kept.faultCount,
    areTiersJudged: kept.areTiersJudged ?? true,
  }
}
