import { query } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import type { Rate } from './read-rates.ts'

/** A rate that holds from now on (or from `effectiveFrom`). Earlier ones stay: what was accepted keeps its price. */
export async function setRate(rate: Rate, effectiveFrom: Date = now()): Promise<void> {
  await query(
    `insert into rates (id, direction, number_kind, part_nanos, effective_from) values ($1, $2, $3, $4, $5)
     on conflict (direction, number_kind, destination, effective_from, from_parts) do update set part_nanos = excluded.part_nanos`,
    [newId(), rate.direction, rate.numberKind, rate.partNanos, effectiveFrom],
  )
}
