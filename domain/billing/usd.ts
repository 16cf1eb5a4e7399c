/** `4000000n` → `0.004000000`. */
export function usd(nanos: bigint): string {
  const size = nanos < 0n ? -nanos : nanos
  const fraction = String(size % 1_000_000_000n).padStart(9, '0')
  return `${nanos < 0n ? '-' : ''}${size / 1_000_000_000n}.${fraction}`
}
