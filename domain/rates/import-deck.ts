import { createHash } from 'node:crypto'
import { type Tx, transaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { type DeckChange, type JudgedDeck, judgeDeck } from './judge-deck.ts'
import { readDeck } from './read-deck.ts'
import { readDestinations } from './read-destinations.ts'

type File = { name: string; bytes: Uint8Array }

/** What would change; nothing does. */
export async function previewDeck(file: File): Promise<JudgedDeck> {
  const deck = await readDeck([file.bytes], { destinations: await readDestinations(), at: now() })
  return transaction((tx) => judgeDeck(tx, deck))
}

/**
 * For operators: the published rates from a day on. All of the deck or nothing of it: with any problem nothing is stored. A card that
 * is in force never changes; one that was only announced gives way to another of the same moment.
 */
export async function importDeck(file: File, importedBy: string): Promise<JudgedDeck> {
  const destinations = await readDestinations()
  return transaction(async (tx) => {
    // Two imports one after the other; whoever only reads prices does not wait.
    await tx.query('lock table rates in share row exclusive mode')
    // Read under the lock: a date that was to come a moment ago may have come.
    const judged = await judgeDeck(tx, await readDeck([file.bytes], { destinations, at: now() }))
    if (judged.problems.length > 0) return judged
    await replaceAnnounced(tx, judged.changes)
    await insertTiers(tx, judged.changes)
    await insertSurcharges(tx, judged.changes)
    await tx.query(
      'insert into rate_imports (id, at, imported_by, file_name, sha256, changes) values ($1, $2, $3, $4, $5, $6)',
      [
        newId(),
        now(),
        importedBy,
        file.name,
        createHash('sha256').update(file.bytes).digest(),
        written(judged.changes),
      ],
    )
    return judged
  })
}

const PLACES = 'unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) as n (direction, kind, destination, at)'

async function replaceAnnounced(tx: Tx, changes: readonly DeckChange[]): Promise<void> {
  await tx.query(
    `delete from rates r using ${PLACES}
     where r.direction = n.direction and r.number_kind = n.kind and r.destination = n.destination and r.effective_from = n.at`,
    placesOf(changes),
  )
}

async function insertTiers(tx: Tx, changes: readonly DeckChange[]): Promise<void> {
  await tx.query(
    `insert into rates (id, direction, number_kind, destination, effective_from, from_parts, until_parts, part_nanos)
     select n.id, n.direction, n.kind, n.destination, n.at, n.from_parts, n.until_parts, n.part
     from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::uuid[], $6::bigint[], $7::bigint[], $8::bigint[])
       as n (direction, kind, destination, at, id, from_parts, until_parts, part)`,
    [
      ...placesOf(changes),
      changes.map(() => newId()),
      changes.map(({ fromParts }) => fromParts),
      changes.map(({ untilParts }) => untilParts),
      changes.map(({ partNanos }) => partNanos),
    ],
  )
}

/** One for each card; where the file says nothing of it, the one before goes on. */
async function insertSurcharges(tx: Tx, changes: readonly DeckChange[]): Promise<void> {
  const asked = changes.filter(({ fromParts, saysSurcharge }) => fromParts === 0n && saysSurcharge)
  await tx.query(
    `insert into surcharges (id, direction, number_kind, destination, effective_from, part_nanos)
     select n.id, n.direction, n.kind, n.destination, n.at, n.part
     from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::uuid[], $6::bigint[])
       as n (direction, kind, destination, at, id, part)
     on conflict (direction, number_kind, link_id, destination, effective_from) do update set part_nanos = excluded.part_nanos`,
    [...placesOf(asked), asked.map(() => newId()), asked.map(({ surchargeNanos }) => surchargeNanos)],
  )
}

function placesOf(changes: readonly DeckChange[]): unknown[] {
  return [
    changes.map(({ direction }) => direction),
    changes.map(({ numberKind }) => numberKind),
    changes.map(({ destination }) => destination),
    changes.map(({ effectiveFrom }) => effectiveFrom),
  ]
}

/** Money as text: a JSON number is a float. */
function written(changes: readonly DeckChange[]): string {
  return JSON.stringify(changes, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
}
