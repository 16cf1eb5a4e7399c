/**
 * Wall time with fractions of a millisecond, in step with the `Date` that the carrier's log is written by: set at the very
 * moment when `Date` ticks, because the two drift apart over minutes.
 */
export function startClock(): () => number {
  const before = Date.now()
  while (Date.now() === before);
  const offset = Date.now() - performance.now()
  return () => performance.now() + offset
}
