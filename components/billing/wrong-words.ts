import { billMoney, counted } from './bill-money.ts'

/** Faults may cancel each other out: a difference of nothing is no good news then, and is not said. */
export function wrongWords(differenceNanos: bigint, faults: number): string {
  const found = `${counted(faults)} ${faults === 1 ? 'fault' : 'faults'}`
  return differenceNanos === 0n ? `${found} found` : `${found}, difference ${billMoney(differenceNanos)}`
}
