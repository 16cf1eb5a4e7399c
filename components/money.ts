import { formatNanos } from '#domain/ledger/money.ts'

const DOLLAR = 1_000_000_000n

/**
 * A sum: two decimals from a dollar on, and for nothing; below a dollar four, so that a few parts do not read as $0.00.
 * Rates and single prices keep four: they are `formatNanos` itself.
 */
export function formatTotal(nanos: bigint | string): string {
  const value = BigInt(nanos)
  const isSmall = value !== 0n && value < DOLLAR && value > -DOLLAR
  return formatNanos(value, isSmall ? 4 : 2)
}

/** What a message costs; what costs nothing is free, whether it was never charged or given back. */
export function formatPrice(nanos: bigint | string): string {
  return BigInt(nanos) === 0n ? 'free' : formatNanos(nanos)
}

/** Every digit there is, and at least four: what a ledger says and what others add up. */
export function formatExact(nanos: bigint | string): string {
  return formatNanos(nanos, 9).replace(/0{1,5}$/, '')
}
