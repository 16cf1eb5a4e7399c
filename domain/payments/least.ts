/** `Math.min` knows no bigint. */
export function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other
}

export function most(one: bigint, other: bigint): bigint {
  return one > other ? one : other
}
