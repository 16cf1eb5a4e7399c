/** Money is a bigint of nanodollars (10⁻⁹ US dollars), as in the contract. Never a float. */

const NANOS_PER_DOLLAR = 1_000_000_000n

/** `4000000n` → `$0.0040`. Rates show 4 to 6 decimals, totals 2; half a unit rounds away from zero. */
export function formatNanos(nanos: bigint | string, decimals = 4): string {
  const value = BigInt(nanos)
  const unit = 10n ** BigInt(9 - decimals)
  const units = ((value < 0n ? -value : value) + unit / 2n) / unit
  const scale = 10n ** BigInt(decimals)
  const whole = (units / scale).toString().replace(/\B(?=(\d{3})+$)/g, ',')
  const fraction = decimals > 0 ? `.${(units % scale).toString().padStart(decimals, '0')}` : ''
  return `${value < 0n && units > 0n ? '-' : ''}$${whole}${fraction}`
}

/** `'25.50'` → `25500000000n`; null for what is not a plain decimal amount of at most nine places. */
export function parseDollars(text: string): bigint | null {
  const match = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text.trim())
  if (!match) return null
  return BigInt(match[1] ?? '0') * NANOS_PER_DOLLAR + BigInt((match[2] ?? '').padEnd(9, '0'))
}
