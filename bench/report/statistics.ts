export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? below
  return below + (above - below) * (at - Math.floor(at))
}

export type Spread = { median: number; q1: number; q3: number; min: number; max: number }

export function spread(values: readonly number[]): Spread {
  const at = (q: number) => quantile(values, q)
  return { median: at(0.5), q1: at(0.25), q3: at(0.75), min: at(0), max: at(1) }
}
