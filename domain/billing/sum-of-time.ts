import type { Scope } from '#domain/access/scope.ts'
import { readSpendLine, SPEND_CATEGORIES, type SpendLine } from '#domain/ledger/spend-line.ts'
import type { Tx } from '#lib/db.ts'
import type { SpendSums } from './read-spend.ts'
import { SUMS_OF_PIECES } from './spend.sql.ts'

/** Both ends at a quarter of an hour. */
export type Time = { from: Date; until: Date; zone: string }
type Piece = { level: 'quarter' | 'day'; from: Date; until: Date }
type Row = { value: string; messages: bigint; parts: bigint; nanos: bigint }

/** A step: what was spent in a time, to the quarter of an hour; of some lines if wanted. Money in and out is no spend unless asked for. */
export async function sumOfTime(
  tx: Tx,
  scope: Scope,
  time: Time,
  isMeant: (line: SpendLine) => boolean = ({ kind }) => SPEND_CATEGORIES[kind] !== 'funding',
): Promise<SpendSums> {
  const rows = await rowsOfTime(tx, scope, time, 'line', null)
  return addRows(rows.filter(({ value }) => isMeant(readSpendLine(value))))
}

/** A step: the same of one number, or one key; '' is what belongs to none. */
export async function sumOfValue(
  tx: Tx,
  scope: Scope,
  time: Time,
  dimension: 'number' | 'key',
  value: string,
): Promise<SpendSums> {
  return addRows(await rowsOfTime(tx, scope, time, dimension, value))
}

async function rowsOfTime(tx: Tx, scope: Scope, time: Time, dimension: string, value: string | null): Promise<Row[]> {
  const pieces = await piecesOf(tx, time)
  return tx.query<Row>(SUMS_OF_PIECES, [
    scope.accountId,
    pieces.map(({ level }) => level),
    pieces.map(({ from }) => from),
    pieces.map(({ until }) => until),
    dimension,
    value,
  ])
}

function addRows(rows: readonly Row[]): SpendSums {
  const sum = (of: (row: Row) => bigint) => rows.reduce((all, row) => all + of(row), 0n)
  return { nanos: sum((row) => row.nanos), messages: sum((row) => row.messages), parts: sum((row) => row.parts) }
}

/** Whole days of the zone in the middle, quarters of an hour around them. */
async function piecesOf(tx: Tx, { from, until, zone }: Time): Promise<Piece[]> {
  const [days] = await tx.query<{ first: Date; end: Date }>(
    `select case when date_trunc('day', $1::timestamptz, $3) = $1 then $1
         else (($1 at time zone $3)::date + 1)::timestamp at time zone $3 end as first,
       date_trunc('day', $2::timestamptz, $3) as end`,
    [from, until, zone],
  )
  if (!days || days.first >= days.end) return [{ level: 'quarter', from, until }]
  return [
    { level: 'quarter', from, until: days.first },
    { level: 'day', from: days.first, until: days.end },
    { level: 'quarter', from: days.end, until },
  ]
}
