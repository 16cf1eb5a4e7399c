import { formatNanos } from '#domain/ledger/money.ts'

/** What a statement says: at least six places, and nine where the last ones say something. */
export function billMoney(nanos: bigint): string {
  return formatNanos(nanos, nanos % 1_000n === 0n ? 6 : 9)
}

export function counted(count: bigint | number): string {
  return new Intl.NumberFormat('en-US').format(count)
}
