/** Nothing differs, neither in sum nor in any record. */
export function isRightBill(verdict: { differenceNanos: bigint; faultCount: number }): boolean {
  return verdict.differenceNanos === 0n && verdict.faultCount === 0
}
