/** What can be wrong with a row of a chain, and how people are told. Nothing else, so that components may lean on it. */
import type { Head } from './audit-rows.ts'

export type ChainFault =
  /** What it says is not what its hash was made of. */
  | { kind: 'changed'; seq: number }
  /** It fits its own hash, but what follows was chained to another one: the next row, or the end of the chain where that is null. */
  | { kind: 'rewritten'; seq: number; next: number | null }
  | { kind: 'moved'; seq: number; from: number }
  | { kind: 'inserted'; seq: number }
  /** `through` is the last of them. */
  | { kind: 'removed'; seq: number; through: number }
  /** Nobody can tell whether rows after this one were removed. */
  | { kind: 'end_missing'; seq: number }

export type Verdict =
  | { whole: true; rows: number; head: Head | null }
  /** Every broken row is named, up to `MOST_NAMED`. */
  | { whole: false; rows: number; head: Head | null; faults: ChainFault[]; more: boolean }

export const MOST_NAMED = 100

export function faultSentence(fault: ChainFault): string {
  const row = `Row ${fault.seq}`
  switch (fault.kind) {
    case 'changed':
      return `${row} was changed: what it says is not what its hash was made of.`
    case 'rewritten':
      return fault.next === null
        ? `${row} was rewritten and given a fresh hash: the chain ends with another one.`
        : `${row} was rewritten and given a fresh hash: row ${fault.next} was written after another one.`
    case 'moved':
      return `${row} is out of order: it was written as row ${fault.from}.`
    case 'inserted':
      return `${row} was inserted: the chain has no place for it.`
    case 'removed':
      return fault.through === fault.seq
        ? `${row} was removed.`
        : `Rows ${fault.seq} to ${fault.through} were removed: ${fault.through - fault.seq + 1} are missing.`
    case 'end_missing':
      return `The record of where this chain ends was removed, so nobody can tell whether rows after row ${fault.seq} are missing.`
  }
}
