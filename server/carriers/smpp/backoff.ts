export type Trouble = 'lost' | 'refused'

/** A lost line is usually back in a moment; a wrong password stays wrong until a person acts. */
const WAITS = {
  lost: { firstMs: 250, longestMs: 30_000 },
  refused: { firstMs: 5_000, longestMs: 300_000 },
} as const satisfies Record<Trouble, { firstMs: number; longestMs: number }>

/** How long to wait before try number `attempt` (from 1): doubling, and up to a quarter off so that links spread out. */
export function reconnectDelayMs(trouble: Trouble, attempt: number, random = Math.random()): number {
  const { firstMs, longestMs } = WAITS[trouble]
  return Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 20)) * (1 - random / 4)
}
