/** What one bounded walk came back with, and how several are put together. */
import type { Tx } from '#lib/db.ts'
import { idAfter } from '#lib/ids.ts'
import type { Side, Stretch, Wanted } from './walk.sql.ts'

/** In the order of the walk. `stop`: everything up to this message was met, and it was enough; null: everything was. */
export type Walked<R> = { rows: R[]; stop: string | null }

/** What of a stretch lies behind a place, in its own direction. */
export function beyond(stretch: Stretch, place: string): Stretch {
  const { low, high, side } = stretch
  if (side === 'older') return { low, high: [high, place].toSorted()[0] ?? place, side }
  const after = idAfter(place)
  return { low: [low, after].toSorted().at(-1) ?? after, high, side }
}

/** A step. */
export async function run<R extends { id: string }>(
  tx: Tx,
  { text, values }: { text: string; values: unknown[] },
  { limit }: Wanted,
): Promise<Walked<R>> {
  const answer = await tx.query<{ id: string | null; stop: string | null }>(text, values)
  const rows = answer.filter((row): row is R & { stop: string | null } => row.id !== null)
  // Who found enough has met everything up to the last.
  const stop = rows.length >= limit ? (rows.at(-1)?.id ?? null) : (answer[0]?.stop ?? null)
  return { rows, stop }
}

/** What all of them have passed: the walk that came least far says how far. */
export function merge<R extends { id: string }>(walks: readonly Walked<R>[], side: Side): Walked<R> {
  const isBefore = (one: string, other: string) => (side === 'older' ? one > other : one < other)
  const stop = walks.reduce<string | null>(
    (least, { stop }) => (stop !== null && (least === null || isBefore(stop, least)) ? stop : least),
    null,
  )
  const rows = walks
    .flatMap((walk) => walk.rows)
    .filter(({ id }) => stop === null || !isBefore(stop, id))
    .sort((a, b) => (isBefore(a.id, b.id) ? -1 : 1))
  return { rows, stop }
}
