/** The histograms of `latency_bucket` (20261129002600_insights), read: how long it took at most for a share of all messages. */

const FIRST_MS = 10
const GROWTH = 1.2

/** Within 10 % of the true value (half a bucket); null when nothing was counted. From 10 ms on: what was faster reads as 10 ms. */
export function percentileMs(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  const rank = Math.max(1, Math.ceil(total * share))
  let reached = 0
  const bucket = counts.findIndex((count) => {
    reached += count
    return reached >= rank
  })
  return bucket === 0 ? FIRST_MS : FIRST_MS * GROWTH ** (bucket - 0.5)
}

export function addCounts(some: readonly number[], more: readonly number[]): number[] {
  return Array.from({ length: Math.max(some.length, more.length) }, (_, at) => (some[at] ?? 0) + (more[at] ?? 0))
}
